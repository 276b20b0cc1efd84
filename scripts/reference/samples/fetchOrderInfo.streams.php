<?php
// The mock: npx enkash-contract mock.
$url = (getenv('ENKASH_URL') ?: 'http://127.0.0.1:4010') . '/api/v0/order/orderDetails';
$headers = [
  'Content-Type: application/json',
  'Authorization: Bearer ' . (getenv('REWARDS_TOKEN') ?: 'dummy'),
];
$body = json_encode([
  'orderId' => 'OR000000000001',
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
if ($status !== 200 || $code !== '0') {
  fwrite(STDERR, "Refused: HTTP $status, response_code " . json_encode($code) . "\n");
  exit(1);
}
// The PINs of the vouchers are money: do not log them.
$info = $response['paylod'];
echo $info['orderStatus'], ' ', count($info['voucherDetailsList']), " vouchers\n";
