import { createEnkashClient, type EnkashError, type EnkashOptions } from "enkash-contract";
import { fetches } from "./fetches.js";

const urls = JSON.parse(process.env.URLS ?? "") as Record<string, string>;
const outcomes: Record<string, Record<string, string>> = {};

for (const [name, own] of Object.entries(fetches)) {
  const ofThis: Record<string, string> = {};
  outcomes[name] = ofThis;
  for (const [scenario, url] of Object.entries(urls)) {
    let thrown = "";
    // Passes everything on, and listens.
    const fetch: EnkashOptions["fetch"] = (...args) => {
      const pending = own(...args);
      pending.catch((error: Error) => {
        thrown = error.name;
      });
      return pending;
    };
    ofThis[scenario] = await createOrder(url, fetch);
    if (scenario === "no response in time") ofThis["what fetch threw"] = thrown;
  }
}
console.log(JSON.stringify(outcomes));
process.exit();

async function createOrder(baseUrl: string, fetch: EnkashOptions["fetch"]): Promise<string> {
  const credentials = { merchantAccessKey: "key", paymentGatewayToken: "token" };
  const enkash = createEnkashClient({ baseUrl, credentials, fetch, timeoutMs: 1000 });
  try {
    const { payload } = await enkash.createOrder({
      orderId: "A1001",
      amount: { value: 499.5, currency: "INR" },
      paymentDetail: {},
    });
    return `${payload.orderId}`;
  } catch (error) {
    const { kind, sent } = error as EnkashError;
    return `${kind}, sent: ${sent}`;
  }
}
