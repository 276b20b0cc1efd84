#!/bin/sh
# The mock: npx enkash-contract mock. curl follows no redirect unless it is told to.
response=$(
  curl --silent --show-error --connect-timeout 5 --max-time 10 --fail-with-body \
  --header "Content-Type: application/json" \
  --header "merchantAccessKey: ${MERCHANT_ACCESS_KEY:-dummy}" \
  --header "Authorization: ${PAYMENT_GATEWAY_TOKEN:-dummy}" \
  --data '{
    "orderId": "A1001",
    "amount": {
      "value": 499.5,
      "currency": "INR"
    },
    "paymentDetail": {}
  }' \
  "${ENKASH_URL:-http://127.0.0.1:4010}/api/v0/orders"
)
sent=$?
# 6 and 7: nothing was sent. After anything else the call may have been carried out.
[ $sent -eq 0 ] || { echo "curl ended with $sent" >&2; exit 1; }
# HTTP 200 alone does not mean success.
echo "$response" | jq --exit-status --slurp '.[0] | select(.response_code == 0) | .payload.redirectionUrl'
