import { afterAll, beforeAll, expect, test } from "vitest";
import type { OperationId } from "../../generated/operations.js";
import { endpoints } from "../../scripts/contract/document.js";
import { type Mock, startMock } from "../../scripts/tools/prism.js";
import { makeBoundaries } from "../../scripts/verify/boundaries/boundaries.js";
import { createMockFetch, fixtures, type Problem } from "../../src/testing/index.js";
import { readContract } from "../support/project.js";
import { KNOWN_DIFFERENCES } from "./differences.js";
import { bodyRequest, type TrialRequest, trialRequests } from "./requests.js";

const contract = readContract();
/**
 * What the proof of the contract tries, as requests; a body of `null`, `0` or `""` stands among the
 * others.
 */
const boundaryRequests = makeBoundaries(contract).boundaryValues.flatMap(
  ({ body, pointer, value }) => {
    const [operation, side] = body.split(".");
    return side === "request" && value
      ? [bodyRequest(operation as OperationId, pointer, value)]
      : [];
  },
);
let prism: Mock;

beforeAll(async () => {
  prism = await startMock(contract);
});
afterAll(() => prism.close());

const kit = createMockFetch();
const sendToKit = ({ path, init }: TrialRequest) => kit(`https://kit.example${path}`, init);
const sendToPrism = ({ path, init }: TrialRequest) => fetch(`${prism.url}${path}`, init);

/**
 * What Prism says of one violation: it names the object where a property is missing or unknown, not
 * the property.
 */
interface PrismViolation {
  location?: string[];
  code: string;
}

const examples = new Set(
  Object.values(fixtures).flatMap((cases) =>
    Object.values(cases).map(({ response }) => JSON.stringify(response)),
  ),
);

/** Sums a response up: `200` for an example, or `422; type at /amount/value`. */
async function summary(response: Response): Promise<string> {
  const text = await response.text();
  if (response.status === 200 && !examples.has(text)) return "200; no example";
  if (response.status !== 422) return `${response.status}`;
  const { violations, validation } = JSON.parse(text) as Partial<Problem> & {
    validation?: PrismViolation[];
  };
  const found = validation?.map(({ location = [], code }) => at(code, location.slice(1))) ?? [];
  for (const { keyword, pointer } of violations ?? []) {
    const place = pointer.split("/").slice(1);
    const isProperty = keyword === "required" || keyword === "additionalProperties";
    found.push(at(keyword, isProperty ? place.slice(0, -1) : place));
  }
  return [response.status, ...found.sort()].join("; ");
}

function at(keyword: string, place: string[]): string {
  return `${keyword} at ${["", ...place].join("/") || "the body"}`;
}

test("the kit and Prism respond to every request alike, but for the known differences", async () => {
  const found = [];
  for (const request of [...trialRequests, ...boundaryRequests]) {
    const ours = await summary(await sendToKit(request));
    const theirs = await summary(await sendToPrism(request));
    if (ours !== theirs) found.push({ request: request.name, kit: ours, prism: theirs });
  }
  expect(boundaryRequests.length).toBeGreaterThan(500);
  expect(found).toEqual(KNOWN_DIFFERENCES.map(({ reason, ...difference }) => difference));
});

test("every status that the kit refuses a request with is among the responses", async () => {
  const statuses = new Set<number>();
  for (const request of trialRequests) statuses.add((await sendToKit(request)).status);
  expect([...statuses].sort()).toEqual([200, 400, 401, 404, 405, 406, 413, 415, 422, 502]);
});

test("the kit and Prism respond to good requests with the same body and content type", async () => {
  const good = trialRequests.filter(
    ({ name }) => name.includes("example") && !name.includes("unknown"),
  );
  const bodies = new Set<string>();
  for (const request of good) {
    const [ours, theirs] = [await sendToKit(request), await sendToPrism(request)];
    const body = await ours.text();
    expect(body, request.name).toBe(await theirs.text());
    expect(ours.headers.get("content-type")).toBe(theirs.headers.get("content-type"));
    bodies.add(body);
  }
  // The first example of each operation, and the one that Prefer names.
  expect(bodies.size).toBe(endpoints(contract).length + 1);
});
