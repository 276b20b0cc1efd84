import { initTRPC } from "@trpc/server";
import { expect, test } from "vitest";
import { fixtures } from "../generated/fixtures.js";
import { validators } from "../src/validators.js";

const order = fixtures.createOrder.minimal.request;
const free = { ...order, amount: { value: 0, currency: "INR" } };

test("a validator is a type guard that lists what is wrong, in words", () => {
  const { request } = validators.createOrder;
  expect(request(order)).toBe(true);
  expect(request.errors).toBeNull();
  expect(request(free)).toBe(false);
  expect(request.errors).toEqual([
    {
      path: ["amount", "value"],
      pointer: "/amount/value",
      keyword: "minimum",
      message: "must be at least 0.01",
      fact: "createOrder.request.amount.value",
    },
  ]);
  request(order);
  expect(request.errors).toBeNull();
});

test("every validator accepts the fixtures of its own side, as a guard and as a schema", () => {
  for (const [id, sides] of Object.entries(validators)) {
    const cases = Object.values(fixtures[id as keyof typeof fixtures]);
    for (const { request, response } of cases) {
      expect(sides.request["~standard"].validate(request)).toEqual({ value: request });
      expect(sides.response["~standard"].validate(response)).toEqual({ value: response });
      expect(sides.request(response), `${id} takes its response for a request`).toBe(false);
    }
  }
});

test("a Standard Schema returns the value itself, or issues with a path and words", () => {
  const { validate, version, vendor } = validators.createOrder.request["~standard"];
  expect({ version, vendor }).toEqual({ version: 1, vendor: "enkash-contract" });
  const result = validate(order);
  expect(result.issues).toBeUndefined();
  expect(result).toHaveProperty("value", order);
  expect((result as { value: unknown }).value).toBe(order);
  expect(validate({ ...order, amount: {} }).issues).toMatchObject([
    { path: ["amount", "value"], message: "is missing" },
    { path: ["amount", "currency"], message: "is missing" },
  ]);
  expect(validate(undefined).issues).toMatchObject([{ path: [], message: expect.any(String) }]);
});

test("the issues of a call stay as they are when the validator is used again", () => {
  const { validate } = validators.createOrder.request["~standard"];
  const { issues } = validate(free);
  validate(order);
  expect(issues).toHaveLength(1);
});

test("no issue repeats a value", () => {
  const { issues } = validators.createOrder.request["~standard"].validate({
    ...order,
    orderId: 4111111111111111,
    "4111111111111111": true,
  });
  expect(issues).toHaveLength(2);
  expect(JSON.stringify(issues)).not.toContain("4111");
});

test("a hostile value gets a hundred issues at most", () => {
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}`, 1]));
  const { issues } = validators.createOrder.request["~standard"].validate(many);
  expect(issues?.length).toBeLessThanOrEqual(100);
});

test("a method that a library adds to every object is neither a property nor a limit", () => {
  const { request, response } = validators.createOrder;
  Object.assign(Object.prototype, { extend: () => {} });
  const isRequest = request(order);
  const isResponse = response(fixtures.createOrder.full.response);
  Reflect.deleteProperty(Object.prototype, "extend");
  expect({ isRequest, isResponse }).toEqual({ isRequest: true, isResponse: true });
});

test("nothing of a validator can be replaced", () => {
  const { createOrder } = validators;
  expect(() => Object.assign(validators, { createOrder: undefined })).toThrow(TypeError);
  expect(() => Object.assign(createOrder, { request: () => true })).toThrow(TypeError);
  expect(() => Object.assign(createOrder.request, { errors: [] })).toThrow(TypeError);
  expect(() => Object.assign(createOrder.request, { "~standard": {} })).toThrow(TypeError);
  expect(() =>
    Object.assign(createOrder.request["~standard"], { validate: () => ({ value: 1 }) }),
  ).toThrow(TypeError);
});

test("tRPC takes a validator as the schema of an input, and refuses what breaks it", async () => {
  const t = initTRPC.create();
  const router = t.router({
    pay: t.procedure
      .input(validators.createOrder.request)
      .mutation(({ input }) => input.amount.value),
  });
  const caller = t.createCallerFactory(router)({});
  expect(await caller.pay(order)).toBe(order.amount.value);
  const refused = await caller.pay(free as typeof order).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "BAD_REQUEST",
    cause: { issues: [{ path: ["amount", "value"], message: "must be at least 0.01" }] },
  });
});
