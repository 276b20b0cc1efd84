import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import { selfSigned } from "./certificate.js";
import { startHostileServer } from "./hostile-server.js";
import { startUpstream } from "./upstream.js";

/** Outcomes of the probe that are the same in every runtime, by the name of its servers. */
export const everywhere = {
  success: "ORDER-1",
  "kept connection": "E1",
  "closed before the response": "network, sent: maybe",
  "no response in time": "timeout, sent: maybe",
  "closed within the response": "unexpected-response, sent: yes",
  redirect: "unexpected-response, sent: yes",
};

/** Scenarios of the hostile server that one probe asks for, each of them once. */
export const askedOnce = [
  "ok",
  "drop-before-headers",
  "hang-before-headers",
  "200-truncated",
  "307-cross-origin",
];

/**
 * Expects what a runtime makes of the probe by its own `fetch`: outcomes of its own beside those of
 * every runtime, nothing sent twice, and nothing sent to a stranger.
 *
 * @param run Runs the probe with the URLs of its servers, and returns its outcomes.
 */
export async function expectOutcomes(
  run: (urls: string) => Promise<unknown>,
  own: Record<string, string>,
): Promise<void> {
  // A fetch may send a request again that the server calls misdirected. The client prevents that
  // for the fetch of the platform alone.
  const servers = await startProbeServers({ misdirected: "421" });
  const misdirected = "http-status, sent: yes";
  try {
    expect(await run(servers.urls)).toEqual({ ...everywhere, misdirected, ...own });
    expect(servers.takeScenarios()).toEqual([...askedOnce, "421"]);
    expect(servers.countUnverified()).toBe(0);
  } finally {
    await servers.close();
  }
}

/**
 * Starts the servers that `test/world/probe` calls, each of which fails in another way.
 *
 * @param more Further scenarios of the hostile server, by the name of the outcome.
 */
export async function startProbeServers(more: Record<string, string> = {}) {
  const [upstream, hostile] = await Promise.all([startUpstream(), startHostileServer()]);
  let unverified = 0;
  const tls = createTlsServer(selfSigned(), (_, response) => {
    unverified += 1;
    response.end("{}");
  });
  await once(tls.listen(0, "127.0.0.1"), "listening");
  const urls = {
    success: upstream.url,
    "connection refused": `http://127.0.0.1:${await closedPort()}`,
    "unknown host": "https://host.invalid",
    "certificate refused": `https://127.0.0.1:${(tls.address() as AddressInfo).port}`,
    "port that fetch blocks": "http://127.0.0.1:6000",
    "kept connection": `${hostile.url}/ok`,
    "closed before the response": `${hostile.url}/drop-before-headers`,
    "no response in time": `${hostile.url}/hang-before-headers`,
    "closed within the response": `${hostile.url}/200-truncated`,
    redirect: `${hostile.url}/307-cross-origin`,
    ...Object.fromEntries(
      Object.entries(more).map(([name, scenario]) => [name, `${hostile.url}/${scenario}`]),
    ),
  };
  return {
    urls: JSON.stringify(urls),
    takeScenarios: () => hostile.received.splice(0).map(({ scenario }) => scenario),
    /** Returns how many requests came over a connection whose certificate nobody can trust. */
    countUnverified: () => unverified,
    close: () => Promise.all([upstream.close(), hostile.close(), tls.close()]),
  };
}

/** Returns a port of 127.0.0.1 on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
