import { expect, test } from "vitest";
import { createMockFetch, fixtures, type Problem } from "../../src/testing/index.js";
import { bodyRequest } from "./requests.js";

const { createOrder } = fixtures;

/** Sends an order that asks for a response by the header Prefer. */
async function ask(prefer: string, mock = createMockFetch()) {
  const { path, init } = bodyRequest("createOrder", "", createOrder.full.request);
  const headers = { ...init.headers, prefer };
  const response = await mock(`https://kit.example${path}`, { ...init, headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test("a request asks for a scenario by the header Prefer, with parameters", async () => {
  const mock = createMockFetch();
  const send = (prefer: string) => ask(prefer, mock);
  const refusal = await send("scenario=refused; code=117");
  expect(JSON.parse(refusal.text)).toMatchObject({ response_code: 117, payload: "Refused." });
  const long = 'scenario=refused; code=-5; status=403; message="No, not now"; payload="a;b"';
  expect(await send(long)).toMatchObject({
    status: 403,
    text: '{"response_code":-5,"response_message":"No, not now","payload":"a;b"}',
  });
  expect((await send("scenario=rateLimited; seconds=7")).headers.get("retry-after")).toBe("7");
  expect((await send("scenario=rateLimited")).status).toBe(429);
  expect((await send("scenario=slow; ms=1")).text).toBe(
    JSON.stringify(createOrder.minimal.response),
  );
  expect((await send("scenario=missingField; pointer=/payload")).text).not.toContain("payload");
  await expect(send("scenario=drop")).rejects.toThrow("fetch failed");
  mock.assertNoPending();
});

test.each([
  ["example=nowhere", "Examples: minimal, full"],
  ["scenario=nowhere", "Scenarios: refused, tokenInvalid, rateLimited, html502,"],
  ["scenario=toString", "In the testing kit alone: "],
])(
  "Prefer: %s names nothing that is there, and gets the names that are",
  async (prefer, detail) => {
    const { status, text } = await ask(prefer);
    expect(status).toBe(404);
    expect((JSON.parse(text) as Problem).detail).toContain(detail);
  },
);

test.each([
  ["scenario=refused", "code is missing"],
  ["scenario=refused; code=0", "the code must be a whole number other than 0"],
  ["scenario=refused; code=1e3", "code must be a whole number"],
  ["scenario=refused; code=1; status=204", "a response 204 has no body"],
  ["scenario=rateLimited; seconds=-1", "give a whole number of seconds"],
  ["scenario=slow; ms=99999999999", "give milliseconds from 0 to 2147483647"],
  ["scenario=missingField; pointer=/nowhere", "no response has a property there"],
  ["scenario=unknownStatus", "no response of createOrder has a status"],
])("Prefer: %s cannot be followed, and is refused with the reason", async (prefer, reason) => {
  const { status, text } = await ask(prefer);
  expect(status).toBe(400);
  const { detail } = JSON.parse(text) as Problem;
  expect(detail).toContain(reason);
  expect(detail).not.toMatch(/nowhere|99999999999|1e3/);
});

test.each([
  "exmaple=full",
  "code=117",
  "code=200",
  "full",
  "example full",
  "example=",
  "respond-async",
  "example=full, handling=strict",
  "example=full; code=117",
  "example=full, example=minimal",
  "example=full, scenario=html502",
  "example=full scenario=html502",
  "scenario=html502; code=117",
  "scenario=slow; seconds=1",
  "scenario=refused; Code=117",
  'scenario=refused; code="117',
])("Prefer: %s is refused in place of a success that was not asked for", async (prefer) => {
  const { status, text } = await ask(prefer);
  expect(status).toBe(400);
  const { detail } = JSON.parse(text) as Problem;
  expect(detail).toMatch(/^Prefer /);
  expect(detail).toMatch(/scenario/);
});

test("a key of Prefer that is not known is refused with all that are", async () => {
  const { text } = await ask("code=117");
  expect((JSON.parse(text) as Problem).detail).toBe(
    "Prefer has a key that is not known here. Keys: example, scenario; beside a scenario " +
      "code, payload, message, status, seconds, ms, pointer. Write e.g. scenario=refused; code=117.",
  );
});

test("a Prefer that cannot be followed is a fault of the test, which assertNoPending names", async () => {
  const mock = createMockFetch();
  await ask("scenario=htlm502", mock);
  expect(() => mock.assertNoPending()).toThrow("Prefer names a scenario that is not there.");
});

test("an empty Prefer asks for nothing", async () => {
  for (const prefer of ["", " , "]) expect((await ask(prefer)).status).toBe(200);
});
