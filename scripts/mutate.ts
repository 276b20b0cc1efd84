import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readContract } from "./contract/document.js";
import { projectRoot } from "./contract/project.js";
import { command, Failure } from "./tools/command.js";
import {
  contractChecks,
  FLOOR,
  percent,
  report,
  score,
  scoreFile,
  scoreText,
} from "./verify/mutants/score.js";

const USAGE = `Usage: npm run mutate
  Changes the contract in every way that a mistake could, tries its checks on each, and writes
  ${scoreFile}.`;

await command(import.meta.url, USAGE, (args) => {
  parseArgs({ args });
  const contract = readContract();
  const result = score(contract, contractChecks());
  console.log(report(contract, result));
  if (percent(result) < FLOOR || result.unneeded.length > 0) {
    throw new Failure(
      "The checks of the contract do not notice every change of it. Extend the checks under scripts/verify, " +
        "or exclude what means the same in scripts/verify/mutants/score.ts.",
    );
  }
  writeFileSync(join(projectRoot, scoreFile), scoreText(result));
  console.log(`Wrote ${scoreFile}.`);
});
