import json
import os
import sys
import urllib.error
import urllib.request

# The mock: npx enkash-contract mock.
url = os.environ.get("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/payment/req-pay"
headers = {
    "Content-Type": "application/json",
    # No authentication is documented: add the headers that EnKash tells you.
}
body = {
  "device": {
    "tag": {}
  },
  "b2bIds": {
    "buyerB2BId": "BUYER-0001",
    "supplierB2BId": "SUPPLIER-0001"
  },
  "payment": {
    "objectId": "PMT00000000000000000000000000000001",
    "ts": "2025-01-15T10:30:00+05:30",
    "type": "ONPLATFORM",
    "mode": "NEFT",
    "utr": "TESTUTR0001",
    "currency": "INR",
    "paymentAmount": {},
    "invoicesPayInfos": []
  }
}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
try:
    with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as reply:
        status, text = reply.status, reply.read()
except urllib.error.HTTPError as error:
    status, text = error.code, error.read()
except OSError as error:
    # Unless the connection was refused, the call may have been carried out.
    sys.exit(f"No response: {error}")

try:
    response = json.loads(text)
except ValueError:
    sys.exit(f"HTTP {status} without JSON")
# HTTP 200 alone does not mean success.
if status != 200 or response.get("response_code") != 0:
    sys.exit(f"Refused: HTTP {status}, response_code {response.get('response_code')}")
# An acknowledgement, not yet a payment.
print(response["payload"])
