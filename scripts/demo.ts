import { deepEqual } from "node:assert/strict";
import { parseArgs } from "node:util";
import {
  type CreateOrderRequest,
  type CredentialName,
  createEnkashClient,
  createRawClient,
  type EnkashClient,
  EnkashError,
  operations,
} from "../src/index.js";
import { cases, type Endpoint, endpoints, readContract } from "./contract/document.js";
import { checkGenerated } from "./generate/stale.js";
import { command, Failure } from "./tools/command.js";
import { startMock } from "./tools/prism.js";

/** Values that nobody could mistake for real ones; the mock only looks whether they are there. */
const credentials = Object.fromEntries(
  Object.values(operations).flatMap(({ security }) =>
    security.map(({ credential }) => [credential, "demo-credential"]),
  ),
) as Record<CredentialName, string>;

const USAGE = `Usage: npm start
  Shows the whole package at work: contract, mock and client.`;

await command(import.meta.url, USAGE, async (args) => {
  parseArgs({ args });
  console.log(
    `The ${await checkGenerated(process.cwd())} files of generated/ are what openapi/ makes.`,
  );
  const contract = readContract();
  const mock = await startMock(contract);
  console.log(`A mock of the contract runs at ${mock.url}.\n`);
  try {
    const client = createEnkashClient({ baseUrl: mock.url, credentials, drift: "throw" });
    const rows = [];
    for (const endpoint of endpoints(contract))
      rows.push(await callFull(client, contract, endpoint));
    print([["operation", "method and path", "status", "result", "time"], ...rows]);
    await showRefusal(mock.url);
  } finally {
    await mock.close();
  }
  console.log(`
Everything agrees. Next:
  README.md                       your first call
  npm run mock                    the mock server, to try things with
  npm run reference -- --serve    the API reference, built and served on this machine
  CONTRIBUTING.md                 your first change`);
});

/**
 * Calls an operation with its full example, and checks that the response is valid and the one that
 * belongs to it.
 */
async function callFull(
  client: EnkashClient,
  contract: ReturnType<typeof readContract>,
  endpoint: Endpoint,
) {
  const { method, path, operation } = endpoint;
  const full = cases(contract, endpoint).find(({ name }) => name === "full");
  const call = client[operation.operationId as keyof EnkashClient] as (
    request: unknown,
    options: { headers: Record<string, string> },
  ) => Promise<{ body: unknown; response: { status: number } }>;
  const started = performance.now();
  const { body, response } = await call(full?.request, { headers: { Prefer: "example=full" } });
  const time = performance.now() - started;
  try {
    deepEqual(body, full?.response);
  } catch (cause) {
    throw new Failure(
      `The response of ${operation.operationId} is not its example "full".\n${(cause as Error).message}`,
    );
  }
  return [
    operation.operationId,
    `${method} ${path}`,
    `${response.status}`,
    "agrees with the contract",
    `${time.toFixed(0)} ms`,
  ];
}

/**
 * Sends one wrong request past the checks of the client, and prints what the mock says about it.
 */
async function showRefusal(baseUrl: string): Promise<void> {
  const wrong = {
    orderId: "A1001",
    amount: { value: "499.50", currency: "INR" },
    mid: "M1",
  } as unknown as CreateOrderRequest;
  const headers = { merchantAccessKey: "demo-credential", Authorization: "demo-credential" };
  const { response, error } = await createRawClient().createOrder(wrong, { baseUrl, headers });
  const { validation } = (error ?? {}) as {
    validation?: { location: string[]; code: string; message: string }[];
  };
  if (response.status !== 422 || validation === undefined) {
    throw new Failure(
      `The mock responded to a wrong request with HTTP ${response.status} instead of 422.`,
    );
  }
  console.log(
    '\nA wrong request on purpose: the amount as a string, no paymentDetail, and an invented property "mid".',
  );
  console.log("The mock responds with HTTP 422:");
  for (const { location, code, message } of validation)
    console.log(`  ${location.join(".")}  ${code}  ${message}`);
  const refused = await createEnkashClient({ baseUrl, credentials })
    .createOrder(wrong)
    .catch((reason: unknown) => reason);
  if (!(refused instanceof EnkashError) || refused.kind !== "invalid-request") {
    throw new Failure("The client sent a request that violates the contract.");
  }
  console.log(`The client does not even send it:\n${refused.message.replace(/^/gm, "  ")}`);
}

function print(rows: string[][]): void {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
}
