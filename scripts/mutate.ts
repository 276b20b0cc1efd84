import { parseArgs } from "node:util";
import { readContract } from "./contract/document.js";
import { command, Failure } from "./tools/command.js";
import { checkContract } from "./verify/check-contract.js";
import { contractChecks, mistakes, reportScore, score } from "./verify/mutants/score.js";

const USAGE = `Usage: npm run mutate
  Changes the contract in every way that a mistake could, and tries its checks on each.`;

await command(import.meta.url, USAGE, (args) => {
  parseArgs({ args });
  const contract = readContract();
  const findings = checkContract(contract).map(({ text }) => text);
  if (findings.length > 0) {
    throw new Failure(
      "The checks find mistakes in the contract itself, so they would find them in every mutant. " +
        `Correct these first:\n\n${findings.join("\n\n")}`,
    );
  }
  const result = score(contract, contractChecks());
  console.log(reportScore(result));
  const found = mistakes(contract, result);
  if (found.length > 0) {
    throw new Failure(
      `${found.join("\n")}\n` +
        "The checks of the contract do not notice every change of it. Extend them under scripts/verify, " +
        "or exclude what means the same in scripts/verify/mutants/score.ts.",
    );
  }
});
