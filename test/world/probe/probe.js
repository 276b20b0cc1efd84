import { createEnkashClient } from "enkash-contract";

const order = {
  orderId: "A1001",
  amount: { value: 499.5, currency: "INR" },
  paymentDetail: {},
};

/** Creates an order at each base URL, and returns what came of it: its id, or the kind of error and what was sent. */
export async function probe(urls) {
  const outcomes = {};
  // One after the other, so that connections are kept and used again.
  for (const [name, url] of Object.entries(urls)) outcomes[name] = await createOrder(url);
  return outcomes;
}

async function createOrder(baseUrl) {
  const credentials = { merchantAccessKey: "key", paymentGatewayToken: "token" };
  try {
    const enkash = createEnkashClient({ baseUrl, credentials, timeoutMs: 2000 });
    const { payload } = await enkash.createOrder(order);
    return payload.orderId;
  } catch (error) {
    return `${error.kind}, sent: ${error.sent}`;
  }
}
