import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Contract } from "../../contract/document.js";
import { Failure } from "../../tools/command.js";
import { redocly } from "../../tools/redocly.js";
import type { Bump, Change, RuleName } from "./rules.js";

const RULE_OF: Record<Bump, RuleName> = {
  major: "wire-broken",
  minor: "wire-extended",
  patch: "wire-described",
};

/** A change in Redocly's report. */
interface Reported {
  path: string;
  kind: string;
  impact: Bump;
  property?: string;
  verdicts: { message: string }[];
}

/** Compares the wire of two contracts by Redocly's `diff`. */
export function compareWire(base: Contract, revision: Contract, root: string): Change[] {
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-diff-"));
  try {
    const [before, after, output] = ["base.yaml", "revision.yaml", "changes.json"].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(before, stringify(base));
    writeFileSync(after, stringify(revision));
    const options = ["--fail-on=none", "--format=json", `--output=${output}`];
    const run = redocly(["diff", before, after, ...options], root);
    if (!existsSync(output)) throw new Failure(`Failed to compare the contracts.\n\n${run.output}`);
    const { changes } = JSON.parse(readFileSync(output, "utf8")) as { changes: Reported[] };
    return changes.filter((change) => !isVersion(change)).map(described);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isVersion({ path, property }: Reported): boolean {
  return path === "#/info" && property === "version";
}

function described({ path, kind, impact, property, verdicts }: Reported): Change {
  const place = `${path}${property === undefined ? "" : `: ${property}`}`;
  const messages = verdicts.map(({ message }) => message);
  return { rule: RULE_OF[impact], what: messages.join(" ") || `${place} ${kind}` };
}
