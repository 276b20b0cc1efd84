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
if ($status !== 200 || $code !== 0) {
  fwrite(STDERR, "Refused: HTTP $status, response_code " . json_encode($code) . "\n");
  exit(1);
}
// An acknowledgement, not yet a payment.
echo "{$response['payload']}\n";
