import os
import sys

import requests

# The mock: npx enkash-contract mock.
url = os.environ.get("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/orders"
headers = {
    "Content-Type": "application/json",
    "merchantAccessKey": os.environ.get("MERCHANT_ACCESS_KEY", "dummy"),
    "Authorization": os.environ.get("PAYMENT_GATEWAY_TOKEN", "dummy"),
}
body = {
  "orderId": "A1001",
  "amount": {
    "value": 499.5,
    "currency": "INR"
  },
  "paymentDetail": {}
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
# EnKash's id, to store beside yours, and where to redirect the customer.
print(response["payload"]["orderId"], response["payload"]["redirectionUrl"])
