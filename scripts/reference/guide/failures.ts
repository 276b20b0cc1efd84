/** How a language tells a call that was never sent from one that may have been carried out. */
export interface LanguageFailure {
  language: string;
  /** Nothing was sent, in Markdown. */
  notSent: string;
  /** It may have been carried out, in Markdown. */
  maybe: string;
}

/** Failures by language. They are facts about languages, not about EnKash. */
export const languageFailures: readonly LanguageFailure[] = [
  {
    language: "TypeScript",
    notSent: '`error.sent` is `"no"`',
    maybe: '`error.sent` is `"maybe"` or `"yes"`',
  },
  {
    language: "curl",
    notSent: "exit code 6 or 7: no address, no connection",
    maybe: "any other exit code, such as 28 (timeout), 52 or 56",
  },
  {
    language: "PHP, curl extension",
    notSent: "`curl_errno()` is 6 or 7",
    maybe: "any other `curl_errno()`, such as 28 (timeout)",
  },
  {
    language: "PHP, streams",
    notSent: "cannot be told apart",
    maybe: "`file_get_contents()` returns `false`",
  },
  {
    language: "Python, standard library",
    notSent: "`URLError` whose `reason` is `ConnectionRefusedError` or `socket.gaierror`",
    maybe: "`TimeoutError` and every other exception",
  },
  {
    language: "Python, requests",
    notSent: "`ConnectTimeout`",
    maybe: "`ReadTimeout` and every other `ConnectionError`",
  },
  {
    language: "Java",
    notSent: "`ConnectException`, `HttpConnectTimeoutException`",
    maybe: "`HttpTimeoutException` and every other `IOException`",
  },
  {
    language: "Go",
    notSent: '`*net.OpError` whose `Op` is `"dial"`',
    maybe: "every other error of `client.Do`",
  },
];

/** What to do when it is unknown whether the call was carried out, by operation, in Markdown. */
export const repeatRules: Record<string, string> = {
  createOrder:
    "**Do not repeat the call by yourself.** The order may exist. What EnKash does with an `orderId` that it knows is not documented. Ask EnKash first.",
  payInvoices:
    "**Never repeat the call by yourself.** The payment may have been accepted. What EnKash does with an `objectId` or `utr` that it knows is not documented. Ask EnKash first.",
  fetchOrderInfo:
    "The call only reads, so it can be repeated. Wait between attempts: limits are not documented. Do not repeat it with credentials that were refused.",
};

/** A failure to try with the testing kit, or with the mock server. */
export interface TryableFailure {
  /** In `scenarios` of the testing kit. */
  scenario: string;
  /** Value of the header Prefer that asks the mock server for it. */
  prefer: string;
  /** What happens, in Markdown. */
  text: string;
}

/** Failures to try. */
export const tryableFailures: readonly TryableFailure[] = [
  { scenario: "tokenInvalid", prefer: "scenario=tokenInvalid", text: "The refusal above." },
  {
    scenario: "refused(999)",
    prefer: "scenario=refused; code=999",
    text: "A refusal with a code of your choice. Only 117 was observed.",
  },
  {
    scenario: "html502",
    prefer: "scenario=html502",
    text: "HTTP 502 with an HTML page, as a proxy in front might send.",
  },
  { scenario: "empty500", prefer: "scenario=empty500", text: "HTTP 500 without a body." },
  {
    scenario: "drop",
    prefer: "scenario=drop",
    text: "The connection breaks before a response comes.",
  },
  {
    scenario: "hang",
    prefer: "scenario=hang",
    text: "No response comes: your timeout has to end the call.",
  },
  {
    scenario: "truncated",
    prefer: "scenario=truncated",
    text: "Half a body, then the connection breaks.",
  },
];
