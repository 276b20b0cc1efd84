package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

const body = `{
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
}`

func main() {
	// The mock: npx enkash-contract mock.
	url := environment("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/payment/req-pay"
	request, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	// No authentication is documented: add the headers that EnKash tells you.
	client := &http.Client{
		Timeout: 10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}
	reply, err := client.Do(request)
	if err != nil {
		// Unless dialling failed, the call may have been carried out.
		log.Fatal(err)
	}
	defer reply.Body.Close()

	var response struct {
		ResponseCode *int   `json:"response_code"`
		Payload      string `json:"payload"`
	}
	err = json.NewDecoder(reply.Body).Decode(&response)
	// HTTP 200 alone does not mean success, and a refusal may carry another payload.
	if reply.StatusCode != 200 || err != nil || response.ResponseCode == nil || *response.ResponseCode != 0 {
		log.Fatalf("Refused: HTTP %d", reply.StatusCode)
	}
	// An acknowledgement, not yet a payment.
	fmt.Println(response.Payload)
}

func environment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
