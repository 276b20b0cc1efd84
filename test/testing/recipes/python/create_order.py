# Start the mock:  npx enkash-contract mock
# Run this:        python3 create_order.py
import json
import os
import sys
import urllib.error
import urllib.request

URL = os.environ.get("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/orders"
HEADERS = {
    "Content-Type": "application/json",
    "merchantAccessKey": "test",
    "Authorization": "test",
}


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would take the credentials along."""

    def redirect_request(self, *arguments):
        return None


def create_order(order):
    request = urllib.request.Request(URL, json.dumps(order).encode(), HEADERS)
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError as error:
        sys.exit(f"No response, the order may have been created: {error}")


order = {
    "orderId": "A1001",
    "amount": {"value": 499.5, "currency": "INR"},
    "paymentDetail": {},
}
status, text = create_order(order)
# HTTP 200 alone is no success.
if status != 200 or json.loads(text).get("response_code") != 0:
    sys.exit(f"HTTP {status} and no success: the order may have been created.")
print(status, json.loads(text)["payload"]["redirectionUrl"])

status, text = create_order({**order, "amount": {**order["amount"], "value": "499.50"}})
for violation in json.loads(text)["violations"]:
    print(status, violation["pointer"], violation["message"] + ":", violation["page"])
