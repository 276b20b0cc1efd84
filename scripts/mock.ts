import { parseArgs } from "node:util";
import { endpoints, readContract } from "./contract/document.js";
import { command, Failure } from "./tools/command.js";

const USAGE = "Usage: npm run mock -- --port 4010";

await command(import.meta.url, async (args) => {
  const port = readPort(args);
  // Prism takes a while to load: a wrong port is told at once.
  const { startMock } = await import("./tools/prism.js");
  const contract = readContract();
  const mock = await startMock(contract, port);
  const width = Math.max(
    ...endpoints(contract).map(({ operation }) => operation.operationId.length),
  );
  const lines = endpoints(contract).map(
    ({ operation, method, path }) =>
      `  ${operation.operationId.padEnd(width)}  ${method} ${mock.url}${path}`,
  );
  console.log(`The mock of the contract is running, on this machine alone. Ctrl+C stops it.

${lines.join("\n")}

Try one:
  curl ${mock.url}/api/v0/orders -H 'merchantAccessKey: test' -H 'Authorization: test' -H 'Content-Type: application/json' -d '{"orderId":"A1001","amount":{"value":499.5,"currency":"INR"},"paymentDetail":{}}'`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void mock.close());
});

function readPort(args: string[]): number {
  let text: string;
  try {
    text = parseArgs({ args, options: { port: { type: "string", default: "4010" } } }).values.port;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n${USAGE}`);
  }
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 0 && port <= 65_535) return port;
  throw new Failure(
    `${text} is not a port: give a whole number from 0 (any free one) to 65535.\n${USAGE}`,
  );
}
