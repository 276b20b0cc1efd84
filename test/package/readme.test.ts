import { expect, test } from "vitest";
import { type CredentialName, operationIds, operations } from "../../generated/operations.js";
import type { EnkashErrorBase } from "../../src/errors/base.js";
import type {
  CachedCredentialOptions,
  CallOptions,
  EnkashError,
  EnkashErrorKind,
  EnkashOptions,
  EnkashResult,
  PaymentGatewayTokenOptions,
} from "../../src/index.js";
import type { MockFetchOptions } from "../../src/testing/index.js";
import { codesIn, readme, tableOf } from "../support/readme.js";

/** Lists the names in the first column of a table, sorted. */
const names = (heading: string) =>
  tableOf(heading)
    .flatMap(([first]) => codesIn(first))
    .sort();

/** Sorts names; the compiler asks for each name of the type, and takes no other. */
const all = <Type>(named: Record<keyof Type, true>) => Object.keys(named).sort();

const credentials: Record<CredentialName, true> = {
  merchantAccessKey: true,
  paymentGatewayToken: true,
  rewardsToken: true,
};

test("the README has every operation, with method and path", () => {
  expect(tableOf("operation | endpoint | product").map(([id, endpoint]) => [id, endpoint])).toEqual(
    operationIds.map((id) => [`\`${id}\``, `${operations[id].method} ${operations[id].path}`]),
  );
});

test("the README has host and credentials of every operation", () => {
  const rows = tableOf('operation | host with `environment: "test"` | credentials');
  expect(rows.map(([id]) => id)).toEqual(operationIds.map((id) => `\`${id}\``));
  for (const [index, id] of operationIds.entries()) {
    const [, host, named] = rows[index] ?? [];
    const isDocumented = operations[id].servers.some(({ variables }) => variables.length === 0);
    expect(host, id).toMatch(isDocumented ? /^documented test host/ : /^not documented/);
    if (!isDocumented) expect(host).toContain(`servers.${id}`);
    const needed = operations[id].security.map(({ credential }) => credential);
    const expected = needed.length > 0 ? needed : [`headers.${id}`];
    expect(codesIn(named), id).toEqual(expected);
  }
});

test("the README has every option of the client, and every credential", () => {
  const options = all<EnkashOptions>({
    environment: true,
    baseUrl: true,
    servers: true,
    credentials: true,
    headers: true,
    timeoutMs: true,
    maxResponseBytes: true,
    drift: true,
    decimals: true,
    plainHttpHosts: true,
    fetch: true,
    onRequest: true,
    onResponse: true,
    onError: true,
    onDrift: true,
    onEnd: true,
  });
  expect(names("option | what it does | default")).toEqual(options);
  const rows = tableOf("option | what it does | default");
  const [, named] = rows.find(([option]) => option === "`credentials`") ?? [];
  expect(codesIn(named).sort()).toEqual(Object.keys(credentials).sort());
});

test("the README has every option of a call, of the mock and of tokens", () => {
  const call = all<CallOptions>({ signal: true, timeoutMs: true, headers: true });
  expect(names("option of a call | what it does | default")).toEqual(call);
  const kit = all<MockFetchOptions>({ responses: true, strict: true, idsFollowRequest: true });
  expect(names("option of `createMockFetch` | what it does | default")).toEqual(kit);
  const times = { renewBeforeMs: true, refusalPauseMs: true, timeoutMs: true } as const;
  expect(names("option of `cachedCredential` | what it does | default")).toEqual(
    all<CachedCredentialOptions>(times),
  );
  expect(names("option of `paymentGatewayToken` | what it does | default")).toEqual(
    all<PaymentGatewayTokenOptions>({
      accessKey: true,
      secretKey: true,
      scheme: true,
      environment: true,
      baseUrl: true,
      plainHttpHosts: true,
      headers: true,
      fetch: true,
      ...times,
    }),
  );
});

test("the README has every property of a result", () => {
  const result = all<EnkashResult<"createOrder">>({
    payload: true,
    code: true,
    message: true,
    body: true,
    response: true,
  });
  expect(names("property | what it is")).toEqual(result);
});

type Common = Exclude<keyof EnkashErrorBase, keyof Error | "toJSON">;
type Own<Kind> = Exclude<keyof Extract<EnkashError, { kind: Kind }>, keyof EnkashErrorBase>;

test("the README has every property of an error, with the kinds that have it", () => {
  const common: Record<Common, true> = {
    kind: true,
    operation: true,
    callId: true,
    method: true,
    url: true,
    status: true,
    requestId: true,
    retryAfter: true,
    sent: true,
    repeatable: true,
    unredacted: true,
  };
  const own: { [Kind in EnkashErrorKind]: Record<Own<Kind>, true> } = {
    configuration: { option: true },
    credential: { option: true, temporary: true },
    "invalid-request": { violations: true },
    refused: { code: true },
    "http-status": {},
    network: {},
    timeout: { timeoutMs: true },
    aborted: {},
    "unexpected-response": { reason: true },
    drift: { violations: true },
  };
  const [, section = ""] = readme.split("\n## Errors\n");
  const [words = ""] = section.split("\n### ");
  for (const name of Object.keys(common))
    expect(words).toMatch(new RegExp(`\`(error\\.)?${name}\\b`));
  const pairs = Object.entries(own).flatMap(([kind, properties]) =>
    Object.keys(properties).map((name) => `${name} of ${kind}`),
  );
  const written = tableOf("property | of the kinds | what it is").flatMap(([name, kinds]) =>
    codesIn(kinds).flatMap((kind) => codesIn(name).map((each) => `${each} of ${kind}`)),
  );
  expect(written.sort()).toEqual(pairs.sort());
});
