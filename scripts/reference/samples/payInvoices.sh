curl --fail-with-body --silent --show-error "${ENKASH_URL:-http://127.0.0.1:4010}/api/v0/payment/req-pay" \
  --header "Content-Type: application/json" \
  --data '{
    "device": { "tag": {} },
    "b2bIds": { "buyerB2BId": "BUYER-0001", "supplierB2BId": "SUPPLIER-0001" },
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
  }'
