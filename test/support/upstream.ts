import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { fixtures } from "../../generated/fixtures.js";
import { operations } from "../../generated/operations.js";
import { confidential } from "./confidential.js";

interface UpstreamRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Success of each operation that the apps call, by path. */
const responses: Record<string, ((orderId: string) => object) | undefined> = {
  [operations.createOrder.path]: (orderId) => ({
    ...fixtures.createOrder.minimal.response,
    payload: { orderId, redirectionUrl: `https://checkout.example/orders/${orderId}` },
  }),
  [operations.fetchOrderInfo.path]: (orderId) => {
    const { paylod, ...envelope } = fixtures.fetchOrderInfo.success.response;
    const { pin, cardNumber } = confidential;
    const voucherDetailsList = [{ cardNumber, pin, expiryDate: "2030-12-31T23:59:59" }];
    return { ...envelope, paylod: { ...paylod, orderId, voucherDetailsList } };
  },
};

export type Upstream = Awaited<ReturnType<typeof startUpstream>>;

/** Starts an EnKash on loopback. Each response has another order id: one from a cache shows. */
export async function startUpstream() {
  const requests: UpstreamRequest[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    requests.push({ path, headers: request.headers, body });
    const respond = responses[path];
    response.writeHead(respond ? 200 : 404, { "Content-Type": "application/json" });
    response.end(JSON.stringify(respond?.(`ORDER-${requests.length}`) ?? {}));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    /** What an app needs to call this server. */
    env: {
      ENKASH_URL: `http://127.0.0.1:${port}`,
      ENKASH_ACCESS_KEY: confidential.merchantAccessKey,
      ENKASH_TOKEN: confidential.paymentGatewayToken,
      ENKASH_REWARDS_TOKEN: confidential.rewardsToken,
    },
    /** Returns the paths asked for since the last call of this method. */
    takePaths: () => requests.splice(0).map(({ path }) => path),
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
