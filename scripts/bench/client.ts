import createClient from "openapi-fetch";
import type { paths } from "../../generated/types.js";
import { readCase } from "../contract/document.js";
import { compare } from "./compare.js";

/** Compares a call through the client, checks on both sides included, with a bare openapi-fetch call and with plain fetch. */
export async function benchClient(): Promise<void> {
  // What is installed is the built code; tsx wraps every function of the source.
  const built = new URL("../../dist/index.js", import.meta.url).href;
  const { createEnkashClient } = (await import(built)) as typeof import("../../src/index.js");
  const { request, response } = readCase("createOrder", "full");
  const answer = JSON.stringify(response);
  const headers = { "Content-Type": "application/json" };
  const fetch = async (_: unknown) => new Response(answer, { headers });
  const baseUrl = "https://enkash.example";
  const secrets = { merchantAccessKey: "key", Authorization: "token" };

  const enkash = createEnkashClient({
    baseUrl,
    fetch,
    credentials: { merchantAccessKey: "key", paymentGatewayToken: "token" },
  });
  const bare = createClient<paths>({ baseUrl, fetch, headers: secrets });

  await compare(
    "One createOrder call, answered at once by a stub",
    {
      "plain fetch": async () => {
        const reply = await fetch(
          new Request(`${baseUrl}/api/v0/orders`, {
            method: "POST",
            headers: { ...headers, ...secrets },
            body: JSON.stringify(request),
          }),
        );
        return reply.json();
      },
      "bare openapi-fetch": () => bare.POST("/api/v0/orders", { body: request as never }),
      "this client": () => enkash.createOrder(request as never),
    },
    "bare openapi-fetch",
  );
}
