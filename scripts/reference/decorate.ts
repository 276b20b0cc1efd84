import { type Contract, endpoints, type Schema, type Server } from "../contract/document.js";
import { partsOf } from "./parts.js";
import { allReadings } from "./readings.js";
import { readSamples } from "./samples.js";

/** Returns a copy of the contract for Redocly, with samples, and with links to readings and plain pages in its descriptions. */
export function decorate(contract: Contract): Contract {
  const copy = structuredClone(contract);
  for (const endpoint of endpoints(copy)) {
    const { operation, servers } = endpoint;
    const { operationId: id } = operation;
    const { typescript, curl } = readSamples(id);
    Object.assign(operation, {
      "x-codeSamples": [
        { lang: "TypeScript", label: "TypeScript", source: typescript },
        { lang: "curl", label: "curl", source: curl },
      ],
    });
    operation.description += `\n\n${servers.map(serverLine).join("\n\n")}\n\n[The same on one page, with a “try it”](${id}.html)\n\n`;
    operation.description += readingLinks(allReadings(partsOf(contract, endpoint)));
  }
  for (const schema of Object.values(copy.components.schemas)) addReadings(schema);
  for (const scheme of Object.values(copy.components.securitySchemes) as (Schema & {
    description: string;
  })[]) {
    addReadings(scheme);
  }
  copy.info.description += `\n${LINKS}`;
  copy.tags.push({ name: "Order lifecycle", description: lifecycle(copy) });
  return copy;
}

const LINKS = `[Without JavaScript](overview.html) · [How this contract reads the portal's pages](readings.html) ·
[Changelog](changelog.html) · [llms.txt](llms.txt)`;

/** Redocly shows servers only to those who open the path, so the description names them too. */
function serverLine({ url, description, variables }: Server): string {
  return variables === undefined
    ? `Server: \`${url}\` (${description})`
    : `Server: none is documented. ${description.trim()}`;
}

/** Adds links to the description of everything in a schema that names readings; references are left to their targets. */
function addReadings(schema: Schema): void {
  const readings = schema["x-readings"];
  if (readings !== undefined)
    schema.description = `${schema.description}\n\n${readingLinks(readings)}`;
  const { properties = {}, items, additionalProperties } = schema;
  const inner = [...Object.values(properties), ...(items === undefined ? [] : [items])];
  if (typeof additionalProperties === "object") inner.push(additionalProperties);
  for (const one of inner) addReadings(one);
}

function readingLinks(ids: string[]): string {
  return `Readings: ${ids.map((id) => `[${id}](readings.html#${id})`).join(", ")}`;
}

/** No operation returns the lifecycle, so Redocly would show it nowhere: it becomes a section of its own. */
function lifecycle(contract: Contract): string {
  const status = contract.components.schemas.OrderStatus ?? {};
  const meanings = status["x-enumDescriptions"] as Record<string, string>;
  const rows = Object.entries(meanings).map(([state, meaning]) => `| \`${state}\` | ${meaning} |`);
  return `${status.description}\n\n| State | Meaning |\n|---|---|\n${rows.join("\n")}`;
}
