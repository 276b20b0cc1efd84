import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { readFacts } from "./contract/facts.js";
import { command, Failure } from "./tools/command.js";
import { fetchPages } from "./verify/drift/scheduled/fetch-pages.js";

const USAGE = "Usage: DRIFT_CONTACT=<address> tsx scripts/drift-fetch.ts <folder>";

await command(import.meta.url, USAGE, async ([folder, ...others]) => {
  const contact = process.env.DRIFT_CONTACT;
  if (folder === undefined || others.length > 0) throw new Failure(USAGE);
  if (!contact) throw new Failure(`Name an address under which you can be reached.\n${USAGE}`);
  const { pages, failure, requests } = await fetchPages({
    portal: process.env.DRIFT_PORTAL ?? "https://docs.enkash.com",
    endpoints: readFacts().flatMap(({ endpoint }) => (endpoint === undefined ? [] : [endpoint])),
    agent: `enkash-contract-drift/1.0 (+${contact})`,
    wait: (milliseconds) => wait(milliseconds),
  });
  mkdirSync(folder, { recursive: true });
  for (const [name, body] of pages) writeFileSync(join(folder, name), body);
  // A portal that does not respond is no fault of ours: the run stays green, and is counted.
  if (failure !== undefined) writeFileSync(join(folder, "fetch-failed.txt"), `${failure}\n`);
  console.log(
    `Requests: ${requests.join(" ")}\n${failure ?? `Pages: ${[...pages.keys()].join(" ")}`}`,
  );
  const { GITHUB_OUTPUT: output } = process.env;
  // Failures are counted over weeks; pages are not ours to keep.
  const kept = failure === undefined ? "artifact=pages\ndays=1" : "artifact=fetch-failed\ndays=60";
  if (output) appendFileSync(output, `${kept}\n`);
});
