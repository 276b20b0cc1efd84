import { expect, test } from "vitest";
import {
  createEnkashClient,
  type EnkashError,
  type EnkashErrorKind,
  type EnkashOptions,
} from "../../src/index.js";
import { codesIn, tableOf } from "../support/readme.js";
import { CREDENTIALS, errorOf, ORDER } from "./support.js";

type Outcomes = Record<string, string>;

/** Reads the columns `kind` and `sent` of README's table of errors. */
function readTable(): Outcomes {
  const rows = tableOf("`kind` | what happened | `sent` | what to do");
  return Object.fromEntries(rows.map(([kind, , sent = ""]) => [codesIn(kind)[0], words(sent)]));
}

const words = (text: string) => [...new Set(text.match(/no|maybe|yes/g))].sort().join(" ");

const never = () => new Promise<never>(() => {});
const endless = () => new Response(new ReadableStream());
const responding = (body: string, status = 200) => ({
  fetch: async () => new Response(body, { status }),
});
const rejecting = (error: object) => ({ fetch: () => Promise.reject(error) });
const token = (paymentGatewayToken: () => Promise<string>) => ({
  credentials: { ...CREDENTIALS, paymentGatewayToken },
});

/** Calls that end in every way there is. */
const ENDINGS: EnkashOptions[] = [
  { credentials: {} },
  token(() => Promise.reject(new Error("refused"))),
  responding('{"response_code":5}'),
  responding("", 500),
  rejecting(new Error("socket")),
  rejecting(Object.assign(new Error("circuit open"), { sent: "no" })),
  responding("<html>"),
  { ...responding('{"response_code":0,"payload":{"orderId":5}}'), drift: "throw" },
];
/** Calls that wait: for a credential, for a response, for its body. */
const WAITS: EnkashOptions[] = [token(never), { fetch: never }, { fetch: async () => endless() }];

async function endings(): Promise<EnkashError[]> {
  const client = (options: EnkashOptions) =>
    createEnkashClient({ baseUrl: "https://a.example", credentials: CREDENTIALS, ...options });
  const soon = () => AbortSignal.timeout(20);
  return await Promise.all([
    ...ENDINGS.map((options) => errorOf(client(options).createOrder(ORDER))),
    ...WAITS.map((options) => errorOf(client(options).createOrder(ORDER, { timeoutMs: 20 }))),
    ...WAITS.map((options) => errorOf(client(options).createOrder(ORDER, { signal: soon() }))),
    errorOf(client({}).createOrder({ ...ORDER, orderId: 5 } as never)),
  ]);
}

test("README's table of errors has every kind, with every value that `sent` can take", async () => {
  const seen: Record<EnkashErrorKind, string> = {
    configuration: "",
    credential: "",
    "invalid-request": "",
    refused: "",
    "http-status": "",
    network: "",
    timeout: "",
    aborted: "",
    "unexpected-response": "",
    drift: "",
  };
  for (const { kind, sent } of await endings()) seen[kind] += ` ${sent}`;
  const found = Object.entries(seen).map(([kind, sent]) => [kind, words(sent)]);
  expect(readTable()).toEqual(Object.fromEntries(found));
});
