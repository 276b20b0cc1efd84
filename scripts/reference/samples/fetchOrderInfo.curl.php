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

$call = curl_init($url);
curl_setopt_array($call, [
  CURLOPT_POSTFIELDS => $body,
  CURLOPT_HTTPHEADER => $headers,
  CURLOPT_RETURNTRANSFER => true,
  CURLOPT_FOLLOWLOCATION => false,
  CURLOPT_CONNECTTIMEOUT => 5,
  CURLOPT_TIMEOUT => 10,
]);
$text = curl_exec($call);
if ($text === false) {
  // 6 and 7: nothing was sent. After anything else the call may have been carried out.
  fwrite(STDERR, 'curl error ' . curl_errno($call) . "\n");
  exit(1);
}
$status = curl_getinfo($call, CURLINFO_RESPONSE_CODE);

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
