/** A request that the kit and Prism judge differently, on purpose. */
export interface KnownDifference {
  request: string;
  kit: string;
  prism: string;
  reason: string;
}

/**
 * Lists every known difference between the verdicts of the kit and of Prism.
 *
 * In form they differ throughout: the kit answers 400 and 413 with `application/problem+json`, too, where Prism sends
 * JSON of its own, and each problem of the kit has `violations` with pointer, fact and page instead of `validation`.
 */
export const KNOWN_DIFFERENCES: KnownDifference[] = [
  {
    request: "a byte order mark",
    kit: "200",
    prism: "400",
    reason:
      "JSON lets a reader pass over the mark, and the decoder of the platform, which the kit uses, does so",
  },
  {
    request: "a path with an escaped letter",
    kit: "404",
    prism: "200",
    reason: "no client of the contract escapes a letter: whoever does should see it in a test",
  },
  {
    request: "content type application/vnd.api+json",
    kit: "415",
    prism: "200",
    reason: "Prism takes every JSON type; the contract states application/json alone",
  },
  {
    request: "no content type",
    kit: "415",
    prism: "422; type at the body",
    reason:
      "Prism reads such a body as a string and complains about its type, which hides the cause",
  },
  ...["null", "0", '""'].map((body) => ({
    request: `the body ${body}`,
    kit: "422; type at the body",
    prism: "422; required at the body",
    reason: "Prism takes a body that counts as false for none",
  })),
];
