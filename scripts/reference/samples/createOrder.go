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
  "orderId": "A1001",
  "amount": {
    "value": 499.5,
    "currency": "INR"
  },
  "paymentDetail": {}
}`

func main() {
	// The mock: npx enkash-contract mock.
	url := environment("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/orders"
	request, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("merchantAccessKey", environment("MERCHANT_ACCESS_KEY", "dummy"))
	request.Header.Set("Authorization", environment("PAYMENT_GATEWAY_TOKEN", "dummy"))
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
		ResponseCode *int `json:"response_code"`
		Payload      struct {
			OrderID        string `json:"orderId"`
			RedirectionURL string `json:"redirectionUrl"`
		} `json:"payload"`
	}
	err = json.NewDecoder(reply.Body).Decode(&response)
	// HTTP 200 alone does not mean success, and a refusal may carry another payload.
	if reply.StatusCode != 200 || err != nil || response.ResponseCode == nil || *response.ResponseCode != 0 {
		log.Fatalf("Refused: HTTP %d", reply.StatusCode)
	}
	// EnKash's id, to store beside yours, and where to redirect the customer.
	fmt.Println(response.Payload.OrderID, response.Payload.RedirectionURL)
}

func environment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
