import json
import os
import sys
import urllib.error
import urllib.request

# The mock: npx enkash-contract mock.
url = os.environ.get("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/order/orderDetails"
headers = {
    "Content-Type": "application/json",
    "Authorization": "Bearer " + os.environ.get("REWARDS_TOKEN", "dummy"),
}
body = {
  "orderId": "OR000000000001"
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
if status != 200 or response.get("response_code") != "0":
    sys.exit(f"Refused: HTTP {status}, response_code {response.get('response_code')}")
# The PINs of the vouchers are money: do not log them.
info = response["paylod"]
print(info["orderStatus"], len(info["voucherDetailsList"]), "vouchers")
