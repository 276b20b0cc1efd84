<?php
// The mock: npx enkash-contract mock.
$url = (getenv('ENKASH_URL') ?: 'http://127.0.0.1:4010') . '/api/v0/orders';
$headers = [
  'Content-Type: application/json',
  'merchantAccessKey: ' . (getenv('MERCHANT_ACCESS_KEY') ?: 'dummy'),
  'Authorization: ' . (getenv('PAYMENT_GATEWAY_TOKEN') ?: 'dummy'),
];
// An empty PHP array would become [] in JSON: paymentDetail needs new stdClass().
$body = json_encode([
  'orderId' => 'A1001',
  'amount' => [
    'value' => 499.5,
    'currency' => 'INR',
  ],
  'paymentDetail' => new stdClass(),
], JSON_THROW_ON_ERROR);

$context = stream_context_create(['http' => [
  'method' => 'POST',
  'header' => $headers,
  'content' => $body,
  'follow_location' => 0,
  'ignore_errors' => true, // gives the body of a refusal, too
  'timeout' => 10,
]]);
$text = @file_get_contents($url, false, $context);
if ($text === false) {
  // Streams do not tell whether anything was sent.
  fwrite(STDERR, "No response: the call may have been carried out.\n");
  exit(1);
}
$status = (int) explode(' ', $http_response_header[0])[1];

$response = json_decode($text, true);
$code = $response['response_code'] ?? null;
// HTTP 200 alone does not mean success.
if ($status !== 200 || $code !== 0) {
  fwrite(STDERR, "Refused: HTTP $status, response_code " . json_encode($code) . "\n");
  exit(1);
}
// EnKash's id, to store beside yours, and where to redirect the customer.
echo "{$response['payload']['orderId']} {$response['payload']['redirectionUrl']}\n";
