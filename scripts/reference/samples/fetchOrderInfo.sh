curl --fail-with-body --silent --show-error "${ENKASH_URL:-http://127.0.0.1:4010}/api/v0/order/orderDetails" \
  --header "Authorization: Bearer ${REWARDS_TOKEN:-dummy}" \
  --header "Content-Type: application/json" \
  --data '{ "orderId": "OR000000000001" }'
