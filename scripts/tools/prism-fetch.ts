import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createClientFromOperations } from "@stoplight/prism-http/dist/client.js";
import type { Contract, Endpoint } from "../contract/document.js";
import { PRISM_CONFIG } from "./prism.js";

/** Creates a `fetch` that Prism responds to in this process, without a socket. */
export async function createPrismFetch(
  contract: Contract,
): Promise<(request: Request) => Promise<Response>> {
  const client = createClientFromOperations(
    await getHttpOperationsFromSpec(structuredClone(contract)),
    {
      ...PRISM_CONFIG,
      logger: createLogger("fetch", { level: "silent" }),
    },
  );
  return async (request) => {
    const response = await client.request(new URL(request.url).pathname, {
      method: request.method.toLowerCase() as Lowercase<Endpoint["method"]>,
      headers: Object.fromEntries(request.headers),
      body: await request.json(),
    });
    return new Response(JSON.stringify(response.data), {
      status: response.status,
      headers: response.headers ?? {},
    });
  };
}
