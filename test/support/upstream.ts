import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
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
export async function startUpstream(tls?: { key: string; cert: string }) {
  const requests: UpstreamRequest[] = [];
  const connections = new Set<unknown>();
  const listen = async (request: IncomingMessage, response: ServerResponse) => {
    connections.add(request.socket);
    const path = request.url ?? "";
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    requests.push({ path, headers: request.headers, body });
    const respond = responses[path];
    response.writeHead(respond ? 200 : 404, { "Content-Type": "application/json" });
    response.end(JSON.stringify(respond?.(`ORDER-${requests.length}`) ?? {}));
  };
  const server = tls === undefined ? createServer(listen) : createTlsServer(tls, listen);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const url = `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`;
  return {
    url,
    requests,
    connections,
    /** What an app needs to call this server. */
    env: {
      ENKASH_URL: url,
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
