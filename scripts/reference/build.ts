import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endpoints } from "../contract/document.js";
import { readReadings } from "../contract/readings.js";
import { bundle } from "../generate/bundle.js";
import { changelogPage } from "./changelog-page.js";
import { decorate } from "./decorate.js";
import { interactivePage } from "./interactive.js";
import { llmsText } from "./llms.js";
import { operationPage } from "./operation-page.js";
import { overviewPage } from "./overview-page.js";
import { readingsPage } from "./readings-page.js";
import { readSamples } from "./samples.js";

const ASSETS = fileURLToPath(new URL("./assets", import.meta.url));

/** Makes every page of the reference from `openapi/` in the folder `root`. */
function pages(root: string): Map<string, string> {
  const { yaml, contract } = bundle(root);
  const readings = readReadings(root);
  const byId = new Map(readings.map((reading) => [reading.id, reading]));
  return new Map([
    ["index.html", interactivePage(root, decorate(contract))],
    ["overview.html", overviewPage(contract)],
    ...endpoints(contract).map((endpoint): [string, string] => {
      const id = endpoint.operation.operationId;
      return [`${id}.html`, operationPage(contract, endpoint, readSamples(id), byId)];
    }),
    ["readings.html", readingsPage(contract, readings)],
    ["changelog.html", changelogPage(contract, readFileSync(join(root, "CHANGELOG.md"), "utf8"))],
    ["llms.txt", llmsText(contract)],
    ["openapi.yaml", yaml],
    ["openapi.json", `${JSON.stringify(contract, null, 2)}\n`],
  ]);
}

/** Builds the reference into the folder `output`, which holds nothing else afterwards. */
export function buildReference(root: string, output: string): void {
  const files = pages(root);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  cpSync(ASSETS, output, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(output, name), content);
}
