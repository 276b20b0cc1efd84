#!/bin/sh
# The mock: npx enkash-contract mock. curl follows no redirect unless it is told to.
response=$(
  curl --silent --show-error --connect-timeout 5 --max-time 10 --fail-with-body \
  --header "Content-Type: application/json" \
  --data '{
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
  }' \
  "${ENKASH_URL:-http://127.0.0.1:4010}/api/v0/payment/req-pay"
)
sent=$?
# 6 and 7: nothing was sent. After anything else the call may have been carried out.
[ $sent -eq 0 ] || { echo "curl ended with $sent" >&2; exit 1; }
# HTTP 200 alone does not mean success.
echo "$response" | jq --exit-status --slurp '.[0] | select(.response_code == 0) | .payload'
