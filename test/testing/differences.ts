/** A request that the kit and Prism respond to differently, on purpose. */
export interface KnownDifference {
  request: string;
  kit: string;
  prism: string;
  reason: string;
}

const UNKNOWN_KEY =
  "RFC 7240 has unknown preferences ignored, as Prism does; in a test, a misspelt one would get a " +
  "success without a word, so the kit refuses all but its own";

/**
 * Every known difference between the responses of the kit and of Prism, in the order of the trial
 * requests.
 *
 * In form they differ throughout: the kit responds with `application/problem+json` to 400 and 413,
 * too, where Prism sends JSON of its own, and each problem of the kit has `violations` with
 * pointer, fact and page instead of `validation`. The mock server of the bin is the kit, and
 * differs as the kit does.
 */
export const KNOWN_DIFFERENCES: KnownDifference[] = [
  {
    request: "content type application/json; charset=iso-8859-1",
    kit: "400",
    prism: "200",
    reason:
      "the kit refuses every charset but UTF-8, which RFC 8259 asks for; Prism refuses those alone " +
      "that it cannot decode, and reads the rest in the charset named",
  },
  {
    request: "content type application/json; charset=",
    kit: "400",
    prism: "500",
    reason: "Prism fails on a parameter without a value; it is the request that is wrong",
  },
  {
    request: "content type application/json, application/json",
    kit: "415",
    prism: "500",
    reason: "Prism fails on a header that was sent twice; it is the request that is wrong",
  },
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
    request: "the request for a token",
    kit: "200; no example",
    prism: "404",
    reason:
      "the contract does not have it, so that Prism does not know it; the kit takes it from EnKash's " +
      "token page, so that a shop can be tested from its keys to an order",
  },
  {
    request: "Prefer code=200",
    kit: "400",
    prism: "200",
    reason: UNKNOWN_KEY,
  },
  {
    request: "Prefer code=404",
    kit: "400",
    prism: "404",
    reason:
      "Prism looks for a documented response with this status; the contract has 200 alone, so the " +
      "kit refuses the key and has scenarios for failures",
  },
  {
    request: "Prefer dynamic=true",
    kit: "400",
    prism: "200; no example",
    reason: "Prism makes values up; the kit responds with the examples of the contract alone",
  },
  {
    request: "Prefer dynamic=false",
    kit: "400",
    prism: "200",
    reason: UNKNOWN_KEY,
  },
  {
    request: "Prefer scenario=html502",
    kit: "502",
    prism: "200",
    reason: "scenarios are the kit's own; Prism ignores the preference",
  },
  {
    request: "Prefer scenario=unheard-of",
    kit: "404",
    prism: "200",
    reason: "the kit lists the scenarios that there are; Prism ignores the preference",
  },
  { request: "Prefer exmaple=full", kit: "400", prism: "200", reason: UNKNOWN_KEY },
  { request: "Prefer code=117", kit: "400", prism: "404", reason: UNKNOWN_KEY },
  { request: "Prefer full", kit: "400", prism: "200", reason: UNKNOWN_KEY },
  {
    request: "OPTIONS, as a browser asks before it sends",
    kit: "405",
    prism: "204",
    reason:
      "the repository runs Prism with CORS for its reference; the kit stands for EnKash, and nothing " +
      "documents CORS there. The bin allows it with --cors",
  },
  {
    request: "fetchOrderInfo: Bearer in small letters",
    kit: "200",
    prism: "401",
    reason: "the name of an authentication scheme does not depend on case (RFC 9110 11.1)",
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
  {
    request: "Accept */*;q=0",
    kit: "406",
    prism: "200; no example",
    reason: "a weight of zero refuses what it stands at; Prism responds with an empty body",
  },
  {
    request: "Accept ",
    kit: "406",
    prism: "200",
    reason:
      "an empty header names nothing that would be accepted, which no client sends on purpose: " +
      "whoever does should see it in a test; Prism reads it as if it were absent",
  },
  ...["null", "0", '""'].map((body) => ({
    request: `the body ${body}`,
    kit: "422; type at the body",
    prism: "422; required at the body",
    reason: "Prism takes a body that counts as false for none",
  })),
  {
    request: "an amount of 1e400",
    kit: "422; type at /amount/value",
    prism: "200",
    reason:
      "the number is too large for JavaScript, which reads it as Infinity; the validators ask for a " +
      "finite number, and Prism's do not",
  },
];
