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
  "orderId": "OR000000000001"
}`

func main() {
	// The mock: npx enkash-contract mock.
	url := environment("ENKASH_URL", "http://127.0.0.1:4010") + "/api/v0/order/orderDetails"
	request, err := http.NewRequest("POST", url, strings.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+environment("REWARDS_TOKEN", "dummy"))
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
		ResponseCode *string `json:"response_code"`
		Payload      struct {
			OrderStatus string            `json:"orderStatus"`
			Vouchers    []json.RawMessage `json:"voucherDetailsList"`
		} `json:"paylod"`
	}
	err = json.NewDecoder(reply.Body).Decode(&response)
	// HTTP 200 alone does not mean success, and a refusal may carry another payload.
	if reply.StatusCode != 200 || err != nil || response.ResponseCode == nil || *response.ResponseCode != "0" {
		log.Fatalf("Refused: HTTP %d", reply.StatusCode)
	}
	// The PINs of the vouchers are money: do not log them.
	fmt.Println(response.Payload.OrderStatus, len(response.Payload.Vouchers), "vouchers")
}

func environment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
