import { createMockFetch, scenarios } from "../../../src/testing/index.js";
import { credentialHeaders, firstCase, type OperationView } from "../operation-view.js";

/** A request as it goes to the kit. */
export interface KitRequest {
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** What the kit responds with. */
export interface KitResponse {
  status: number;
  body: Record<string, unknown>;
}

/** Returns the first example of an operation as a valid request, a copy that may be changed. */
export function validRequest(view: OperationView): KitRequest {
  const headers = { "content-type": "application/json", ...credentialHeaders(view) };
  return { headers, body: structuredClone(firstCase(view).request) };
}

/** Sends a request to the testing kit and returns its response. */
export async function askKit(
  view: OperationView,
  { headers, body }: KitRequest,
): Promise<KitResponse> {
  return send(createMockFetch(), view, { headers, body });
}

/** Returns the one refusal that is known, in the envelope of the operation. */
export async function refusal(view: OperationView): Promise<KitResponse> {
  const kit = createMockFetch().next(view.id as "createOrder", scenarios.tokenInvalid);
  return send(kit, view, validRequest(view));
}

async function send(
  kit: ReturnType<typeof createMockFetch>,
  { method, path }: OperationView,
  { headers, body }: KitRequest,
): Promise<KitResponse> {
  const url = `http://127.0.0.1:4010${path}`;
  const response = await kit(url, { method, headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}
