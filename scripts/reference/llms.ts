import { type Contract, endpoints } from "../contract/document.js";
import { flatten } from "./fields.js";
import { json } from "./html.js";
import { type OperationParts, partsOf } from "./parts.js";
import { readSamples } from "./samples.js";

/** Writes `llms.txt`: what there is, where it stands, and enough of each operation to write a first call. */
export function llmsText(contract: Contract): string {
  const { title, version, description } = contract.info;
  return `# ${title} ${version}

> Create an order, pay invoices and fetch order info at EnKash: one OpenAPI 3.1 document, a typed client, a mock.

${description.trim()}

## Documents

- [openapi.yaml](openapi.yaml): the contract
- [openapi.json](openapi.json): the same in JSON
- [Readings](readings.html): where the portal's pages are silent or contradict themselves, and what was decided
- [Overview](overview.html): the operations and the order lifecycle
- [Changelog](changelog.html)

## Operations

${endpoints(contract)
  .map((endpoint) => operation(partsOf(contract, endpoint)))
  .join("\n")}`;
}

function operation({
  id,
  operation,
  method,
  path,
  servers,
  schemes,
  request,
  response,
  pairs,
}: OperationParts): string {
  const names = (fields: OperationParts["request"]) =>
    flatten(fields)
      .map(({ id: place, type, required }) => `${place} (${type}${required ? ", required" : ""})`)
      .join("; ");
  const headers = schemes.map(({ header, dummy }) => `\`${header}: ${dummy}\``).join(" and ");
  return `### [${operation.summary}](${id}.html)

\`${method} ${path}\`, operationId \`${id}\`

- Servers: ${servers.map(({ url, variables }) => (variables === undefined ? url : `${url}, not documented`)).join(", ")}
- Credentials: ${headers || "none documented; ask EnKash"}
- Request: ${names(request)}
- Answer, HTTP 200: ${names(response)}

${operation.description.trim()}

Smallest request:

\`\`\`json
${json(pairs[0]?.request.value)}
\`\`\`

\`\`\`ts
${readSamples(id).typescript.trim()}
\`\`\`
`;
}
