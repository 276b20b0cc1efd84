import type { EnkashOptions } from "enkash-contract";
import { Agent, fetch, ProxyAgent } from "undici";

type Fetch = NonNullable<EnkashOptions["fetch"]>;

/** Sends each call through a proxy: `throughProxy("http://proxy.example:3128")`. */
export function throughProxy(proxy: string): Fetch {
  const dispatcher = new ProxyAgent(proxy);
  return (url, init) => fetch(url, { ...init, dispatcher });
}

/** Trusts a certificate authority of your own, in PEM, and no other. */
export function trusting(ca: string): Fetch {
  const dispatcher = new Agent({ connect: { ca } });
  return (url, init) => fetch(url, { ...init, dispatcher });
}

/** Opens two connections at most. */
export function withFewConnections(): Fetch {
  const dispatcher = new Agent({ connections: 2 });
  return (url, init) => fetch(url, { ...init, dispatcher });
}
