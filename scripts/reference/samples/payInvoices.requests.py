import os
import sys

import requests

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

try:
    reply = requests.post(url, json=body, headers=headers, timeout=(5, 10), allow_redirects=False)
except requests.ConnectTimeout:
    sys.exit("No connection: nothing was sent.")
except requests.RequestException as error:
    sys.exit(f"No response, the call may have been carried out: {error}")

try:
    response = reply.json()
except ValueError:
    sys.exit(f"HTTP {reply.status_code} without JSON")
# HTTP 200 alone does not mean success.
if reply.status_code != 200 or response.get("response_code") != 0:
    sys.exit(f"Refused: HTTP {reply.status_code}, response_code {response.get('response_code')}")
# An acknowledgement, not yet a payment.
print(response["payload"])
