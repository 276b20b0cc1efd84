import { parseArgs } from "node:util";
import { endpoints, readContract } from "./contract/document.js";
import { command } from "./tools/command.js";
import { readPort } from "./tools/port.js";

const USAGE = `Usage: npm run mock -- [--port N]
  --port  port to listen on, 4010 by default; 0 takes any free one`;

await command(import.meta.url, USAGE, async (args) => {
  const options = { port: { type: "string", default: "4010" } } as const;
  const port = readPort(parseArgs({ args, options }).values.port);
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
