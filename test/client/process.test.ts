import { expect, test, vi } from "vitest";
import { createEnkashClient } from "../../src/index.js";
import { CREDENTIALS, errorOf, ORDER } from "./support.js";

// Next.js has such a process in its edge runtime, and a browser has none.
test.each([[undefined], [{}], [{ versions: undefined }]])(
  "with %j as process, an order to a port that fetch blocks was not sent",
  async (process) => {
    const client = createEnkashClient({ baseUrl: "http://127.0.0.1:1", credentials: CREDENTIALS });
    vi.stubGlobal("process", process);
    try {
      expect(await errorOf(client.createOrder(ORDER))).toMatchObject({
        kind: "network",
        sent: "no",
        cause: { name: "TypeError" },
        message: expect.stringContaining("Correct the port"),
      });
    } finally {
      vi.unstubAllGlobals();
    }
  },
);
