import type { Circumstances } from "./circumstances.js";

// What to do after an error, in one place: README's tables say the same. EnKash documents none of
// it, so a request that left is never said to be safe to repeat.

/** Last words of what to do where the same call may be made again at once. */
export const AGAIN = "it is safe to call again.";

const ASK = "ask EnKash before you repeat the call.";

/**
 * Returns what to do after a call.
 *
 * @param isPassing Whether the same call may succeed when it is made again.
 */
export function nextStep({ sent, operation }: Circumstances, isPassing = true): string {
  if (sent === "no") return isPassing ? `Nothing was sent; ${AGAIN}` : "Nothing was sent.";
  // The contract does not state what an operation changes. Reading twice is harmless.
  if (operation === "fetchOrderInfo")
    return `The operation only reads${isPassing ? `: ${AGAIN}` : "."}`;
  const reached = sent === "yes" ? "reached a server and " : "";
  return `The request ${reached}may have been carried out: ${ASK}`;
}

/** `response_code` of a refusal for an invalid token, known from public code alone. */
export const TOKEN_INVALID = 117;

/** Returns what to do after a `response_code` other than zero. */
export function afterRefusal(code: number): string {
  const token =
    code === TOKEN_INVALID ? "In public code, 117 is an invalid token: get a new one. " : "";
  return (
    `${token}The reason is in \`unredacted()\`: \`message\` and \`payload\`. ` +
    `Unless it is clear, ${ASK}`
  );
}

/** What to look at, by HTTP status and body. The first line that fits counts. */
const BY_STATUS: [response: RegExp, look: string][] = [
  [/^40[13]\s*</, "The body is HTML: a firewall may have refused the call."],
  [/^40[13]/, "Check the credentials."],
  [/^404/, "Check host and path of the base URL."],
  [/^429/, "Too many calls: slow down."],
  [/^5/, "The server or a proxy failed."],
  [/^/, "See `unredacted().text`."],
];

/** Returns what to do after an HTTP status outside 2xx. */
export function afterStatus(status: number, text: string, circumstances: Circumstances): string {
  const { retryAfter } = circumstances;
  const look = BY_STATUS.find(([known]) => known.test(status + text))?.[1];
  const wait = retryAfter === undefined ? "" : ` Wait ${retryAfter} seconds.`;
  return `${look}${wait} ${nextStep(circumstances, status >= 500 && !wait)}`;
}
