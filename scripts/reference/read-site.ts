import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Contract, endpoints } from "../contract/document.js";
import { type FactsFile, readFacts } from "../contract/facts.js";
import { type Reading, readReadings } from "../contract/readings.js";
import { bundle } from "../generate/bundle.js";
import type { Html } from "./html.js";
import { type OperationView, viewOf } from "./operation-view.js";

/** Everything that pages are made from. */
export interface Site {
  contract: Contract;
  /** The contract as YAML. */
  yaml: string;
  operations: OperationView[];
  readings: Reading[];
  facts: FactsFile[];
  changelog: string;
  /** Where the site will be served, ending in a slash, if that is known. */
  address?: string | undefined;
}

/** One page of the site. */
export interface SitePage {
  file: string;
  title: string;
  description: string;
  /** Heading of its link in the navigation; without one it is not in the navigation. */
  group?: "Start" | "Operations" | "Where it comes from";
  /** Sections that the navigation links to while the page is open. */
  sections?: readonly { id: string; title: string }[];
  /** Whether the page may send a request to a mock on this machine. */
  tryIt?: boolean;
  /** Main part; it has the page's one `h1`. */
  content: Html;
}

/** Reads what the pages are made from out of the project in the folder `root`. */
export function readSite(root: string, address?: string): Site {
  const { yaml, contract } = bundle(root);
  return {
    contract,
    yaml,
    operations: endpoints(contract).map((endpoint) => viewOf(contract, endpoint)),
    readings: readReadings(root),
    facts: readFacts(root),
    changelog: readFileSync(join(root, "CHANGELOG.md"), "utf8"),
    address,
  };
}
