/** What the exit code of the proxy is about. */
export type FailOn = "drift" | "request" | "any";

/** Numbers of exchanges with operations of the contract, by what was found. */
export interface Counts {
  exchanges: number;
  successes: number;
  /** With a response that violated the contract. */
  drift: number;
  /** With a request that violated the contract. */
  requestFaults: number;
  /** With a status outside 2xx and no refusal, about which the contract states nothing. */
  undocumented: number;
  /** Did not come to their end. */
  failures: number;
  uncheckedRequests: number;
  uncheckedResponses: number;
}

/** Exit code of `--fail-on`, and the line that explains it. */
export interface Verdict {
  /** 0: passed. 1: the contract was violated. 2: not judged, since too little was seen. */
  code: 0 | 1 | 2;
  line: string;
}

/** Returns the verdict on what the proxy saw. What could not be checked never passes. */
export function verdictOn(failOn: FailOn, counts: Counts): Verdict {
  const { exchanges, successes } = counts;
  const isDrift = failOn !== "request";
  const isRequest = failOn !== "drift";
  const found = reasons([
    [isDrift, counts.drift, "with a response that violated the contract"],
    [isRequest, counts.requestFaults, "with a request that violated the contract"],
    [failOn === "any", counts.undocumented, "with a status that the contract does not have"],
  ]);
  const open = reasons([
    [true, counts.failures, "did not come to an end"],
    [isDrift, counts.uncheckedResponses, "with a response that was not checked"],
    [isRequest, counts.uncheckedRequests, "with a request that was not checked"],
  ]);
  if (exchanges === 0) open.push("no operation of the contract was called");
  else if (isDrift && successes === 0) open.push("no success came");
  if (found.length > 0) return verdict(failOn, 1, `failed: ${found.join(", ")}`);
  if (open.length > 0) return verdict(failOn, 2, `not judged: ${open.join(", ")}`);
  return verdict(failOn, 0, "passed");
}

function reasons(given: [isAsked: boolean, count: number, what: string][]): string[] {
  return given
    .filter(([isAsked, count]) => isAsked && count > 0)
    .map(([, ...said]) => said.join(" "));
}

function verdict(failOn: FailOn, code: Verdict["code"], what: string): Verdict {
  return { code, line: `--fail-on ${failOn}: ${what}.` };
}
