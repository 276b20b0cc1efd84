<?php
// Start the mock:  npx enkash-contract mock
// Run this:        php create-order.php
$url = (getenv("ENKASH_URL") ?: "http://127.0.0.1:4010") . "/api/v0/orders";

function create_order(string $url, array $order): array
{
    $context = stream_context_create(["http" => [
        "method" => "POST",
        "header" => [
            "Content-Type: application/json",
            "merchantAccessKey: test",
            "Authorization: test",
        ],
        "content" => json_encode($order, JSON_THROW_ON_ERROR),
        "follow_location" => 0, // A redirect would take the credentials along.
        "ignore_errors" => true, // A refusal has a body, too.
        "timeout" => 10,
    ]]);
    $body = @file_get_contents($url, false, $context);
    if ($body === false) {
        throw new RuntimeException("No response: the order may have been created.");
    }
    return [(int) explode(" ", $http_response_header[0])[1], json_decode($body, true)];
}

$order = [
    "orderId" => "A1001",
    "amount" => ["value" => 499.5, "currency" => "INR"],
    "paymentDetail" => new stdClass(), // An empty array would become a list.
];
[$status, $body] = create_order($url, $order);
// HTTP 200 alone is no success.
if ($status !== 200 || ($body["response_code"] ?? null) !== 0) {
    throw new RuntimeException("HTTP $status and no success: the order may have been created.");
}
echo "$status {$body["payload"]["redirectionUrl"]}\n";

[$status, $body] = create_order($url, ["amount" => ["value" => "499.50", "currency" => "INR"]] + $order);
foreach ($body["violations"] as $violation) {
    echo "$status {$violation["pointer"]} {$violation["message"]}: {$violation["page"]}\n";
}
