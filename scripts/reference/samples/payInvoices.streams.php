<?php
// The mock: npx enkash-contract mock.
$url = (getenv('ENKASH_URL') ?: 'http://127.0.0.1:4010') . '/api/v0/payment/req-pay';
$headers = [
  'Content-Type: application/json',
  // No authentication is documented: add the headers that EnKash tells you.
];
// An empty PHP array would become [] in JSON: tag and paymentAmount needs new stdClass().
$body = json_encode([
  'device' => [
    'tag' => new stdClass(),
  ],
  'b2bIds' => [
    'buyerB2BId' => 'BUYER-0001',
    'supplierB2BId' => 'SUPPLIER-0001',
  ],
  'payment' => [
    'objectId' => 'PMT00000000000000000000000000000001',
    'ts' => '2025-01-15T10:30:00+05:30',
    'type' => 'ONPLATFORM',
    'mode' => 'NEFT',
    'utr' => 'TESTUTR0001',
    'currency' => 'INR',
    'paymentAmount' => new stdClass(),
    'invoicesPayInfos' => [],
  ],
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
// An acknowledgement, not yet a payment.
echo "{$response['payload']}\n";
