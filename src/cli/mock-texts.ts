import { type OperationId, operationIds, operations } from "../../generated/operations.js";
import { TOKEN_PATH } from "../credentials/token-path.js";
import { otherScenarios, preferableScenarios } from "../testing/prefer.js";
import { exampleNames, exampleRequest } from "../testing/responses.js";
import { readVersion } from "./package-files.js";

const WIDTH = Math.max(...operationIds.map((id) => id.length));

/** Returns a line per operation, with its URL. */
export function routes(url: string): string {
  const line = (id: OperationId) => {
    const { method, path } = operations[id];
    return `  ${id.padEnd(WIDTH)}  ${method} ${url}${path}`;
  };
  return operationIds.map(line).join("\n");
}

/** Returns a command line that sends a valid request. */
export function curlLine(operation: OperationId, url: string): string {
  const { path, security } = operations[operation];
  const method: string = operations[operation].method;
  // With a body, curl sends POST by itself.
  const option = method === "POST" ? "" : `-X ${method} `;
  const headers = security.map(({ header, prefix }) => `-H '${header}: ${prefix}test'`);
  const body = JSON.stringify(exampleRequest(operation));
  const json = "-H 'Content-Type: application/json'";
  return `curl ${option}${url}${path} ${headers.join(" ")} ${json} -d '${body}'`;
}

/** Returns what `GET /` responds with. */
export function explanation(url: string): string {
  const examples = operationIds.map(
    (id) => `  ${id.padEnd(WIDTH)}  ${exampleNames(id).join(", ")}`,
  );
  const name = `enkash-contract ${readVersion()}`;
  return `${name}: a mock of ${operationIds.length} EnKash operations, independent of EnKash.

It checks every request against the contract, and responds with its examples. It keeps no state, and
checks that credentials are there, never whether they are right.

${routes(url)}
  ${"contract".padEnd(WIDTH)}  GET ${url}/openapi.json
  ${"token".padEnd(WIDTH)}  POST ${url}${TOKEN_PATH}, which is not part of the contract:
  ${"".padEnd(WIDTH)}  it is stated elsewhere, and here it takes any accessKey and secretKey

Try one:
  ${curlLine("createOrder", url)}

A wrong request gets application/problem+json with the first thing that is wrong; a wrong body gets
every violation: its place, what is expected, and the page that documents it. In PHP, write {} as
new stdClass: [] becomes a list.

The header "Prefer: example=NAME" chooses an example:
${examples.join("\n")}

The header "Prefer: scenario=NAME" plays a failure:
  ${preferableScenarios.join(", ")}
Parameters follow the name: "Prefer: scenario=refused; code=117", "Prefer: scenario=slow; ms=3000",
"Prefer: scenario=missingField; pointer=/payload", "Prefer: scenario=rateLimited; seconds=5".
Only a test in Node can play: ${otherScenarios.join(", ")}
EnKash documents no failure, so none of these is a fact. The code 117 is known from public code.
`;
}
