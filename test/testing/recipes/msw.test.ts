// For code that builds its own requests. Run it: npx vitest run
import {
  createMockFetch,
  fixtures,
  type MockFetch,
  type Problem,
  scenarios,
} from "enkash-contract/testing";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

let mock: MockFetch;
const server = setupServer(
  // MSW would turn what a handler throws into HTTP 500; a broken connection is a network error.
  http.all("https://*.enkash.in/*", ({ request }) =>
    mock(request).catch(() => HttpResponse.error()),
  ),
);

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
beforeEach(() => {
  // Nothing that one test queued is left for the next.
  mock = createMockFetch();
});
// Throws what a scenario threw by mistake, which looked like a network error as well.
afterEach(() => mock.assertNoPending());
afterAll(() => server.close());

const createOrder = (body: unknown) =>
  fetch("https://olympus-pg-uat.enkash.in/api/v0/orders", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      merchantAccessKey: "test",
      Authorization: "test",
    },
    body: JSON.stringify(body),
  });

test("an order is created", async () => {
  const response = await createOrder(fixtures.createOrder.full.request);
  expect(await response.json()).toEqual(fixtures.createOrder.minimal.response);
});

test("an amount in the wrong type is refused with the place where it stands", async () => {
  const response = await createOrder({
    ...fixtures.createOrder.full.request,
    amount: { value: "1", currency: "INR" },
  });
  expect(response.status).toBe(422);
  const { violations } = (await response.json()) as Problem;
  expect(violations).toMatchObject([{ pointer: "/amount/value", keyword: "type" }]);
});

test("a broken connection is a network error, and no response", async () => {
  mock.next("createOrder", scenarios.drop);
  await expect(createOrder(fixtures.createOrder.full.request)).rejects.toThrow(TypeError);
});
