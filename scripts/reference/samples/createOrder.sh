curl --fail-with-body --silent --show-error "${ENKASH_URL:-http://127.0.0.1:4010}/api/v0/orders" \
  --header "merchantAccessKey: ${MERCHANT_ACCESS_KEY:-dummy}" \
  --header "Authorization: ${PAYMENT_GATEWAY_TOKEN:-dummy}" \
  --header "Content-Type: application/json" \
  --data '{
    "orderId": "A1001",
    "amount": { "value": 499.5, "currency": "INR" },
    "paymentDetail": {}
  }'
