# Start the mock:  npx enkash-contract mock
# Run this:        python3 create_order.py
import json
import os
import urllib.error
import urllib.request

URL = os.environ.get("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/orders"
HEADERS = {
    "Content-Type": "application/json",
    "merchantAccessKey": "test",
    "Authorization": "test",
}


def create_order(order):
    request = urllib.request.Request(URL, json.dumps(order).encode(), HEADERS)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


order = {
    "orderId": "A1001",
    "amount": {"value": 499.5, "currency": "INR"},
    "paymentDetail": {},
}
status, body = create_order(order)
print(status, body["payload"]["redirectionUrl"])

status, body = create_order({**order, "amount": {**order["amount"], "value": "499.50"}})
for violation in body["violations"]:
    print(status, violation["pointer"], violation["message"] + ":", violation["page"])
