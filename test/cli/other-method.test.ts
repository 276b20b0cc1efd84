import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { listen, stop } from "../../src/cli/listen.js";
import { createMockServer } from "../../src/cli/mock-server.js";
import { curlLine } from "../../src/cli/mock-texts.js";

// A contract whose operation is sent by PUT: no page of today has one.
vi.mock("../../generated/operations.js", async (original) => {
  const { operations, ...rest } = await original<typeof import("../../generated/operations.js")>();
  const payInvoices = { ...operations.payInvoices, method: "PUT" };
  return { ...rest, operations: { ...operations, payInvoices } };
});

const server = createMockServer({ cors: "*", log: () => {} });
let url: string;
beforeAll(async () => {
  url = await listen(server, { host: "127.0.0.1", port: 0 });
});
afterAll(() => stop(server));

test.each([
  ["createOrder", "POST"],
  ["payInvoices", "PUT"],
] as const)("the curl line of %s gets a response by %s", async (operation, method) => {
  const line = curlLine(operation, url);
  const [, option] = /^curl (?:-X (\w+) )?http:/.exec(line) ?? ["", "none"];
  expect(option ?? "POST").toBe(method);
  const [, body = ""] = / -d '(.*)'$/.exec(line) ?? [];
  const [, address = ""] = /(http:\S+)/.exec(line) ?? [];
  const headers = [...line.matchAll(/ -H '([^:]+): ([^']*)'/g)];
  const response = await fetch(address, {
    method: option ?? "POST",
    headers: headers.map(([, name = "", value = ""]) => [name, value] as [string, string]),
    body,
  });
  expect(response.status).toBe(200);
});

test("a page may send the methods of all operations", async () => {
  const headers = { "access-control-request-method": "PUT" };
  const asked = await fetch(url, { method: "OPTIONS", headers });
  expect(asked.headers.get("access-control-allow-methods")).toBe("GET, POST, PUT");
});
