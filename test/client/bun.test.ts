import { expect, test, vi } from "vitest";
import { createEnkashClient } from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER } from "./support.js";

// Before 1.3.14, Bun sends a request again when a kept connection closes before the response.
test.each([
  ["in Bun, no connection is kept", {}, { keepalive: false }],
  ["elsewhere, connections are kept", undefined, {}],
])("%s", async (_, Bun, expected) => {
  const inits: RequestInit[] = [];
  if (Bun) vi.stubGlobal("Bun", Bun);
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    inits.push(init);
    return Promise.reject(new TypeError("fetch failed"));
  });
  try {
    const client = createEnkashClient({ baseUrl: "https://a.example", credentials: CREDENTIALS });
    await errorOf(client.createOrder(ORDER));
    expect(inits.map(({ keepalive }) => ({ keepalive }))).toEqual([expected]);
  } finally {
    vi.unstubAllGlobals();
  }
});
