import type { EnkashOptions } from "enkash-contract";
import { Agent, fetch } from "undici";

type Fetch = NonNullable<EnkashOptions["fetch"]>;

/** Opens two connections at most. */
export function withFewConnections(): Fetch {
  const dispatcher = new Agent({ connections: 2 });
  return (url, init) => fetch(url, { ...init, dispatcher });
}
