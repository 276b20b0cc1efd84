import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

await command(import.meta.url, async () => {
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
