import { readContract } from "./contract/document.js";
import { command, Failure } from "./tools/command.js";
import { contractTests, FLOOR, percent, report, score } from "./verify/mutants/score.js";

await command(import.meta.url, async () => {
  const contract = readContract();
  const result = score(contract, contractTests());
  console.log(report(contract, result));
  if (percent(result) >= FLOOR && result.unneeded.length === 0) return;
  throw new Failure(
    "The contract tests do not see every change of the contract. " +
      "Extend the checks under test/contract, or exclude what means the same in scripts/verify/mutants/score.ts.",
  );
});
