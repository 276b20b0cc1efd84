import { expect, test } from "vitest";
import { requestId } from "../../src/request-id.js";

const SENT = [
  {
    orderId: "A1001",
    customer: { name: "Asha Rao", phone: "+91 98765 43210", card: "4111 1111 1111 1111" },
    amount: 499.5,
  },
  "Bearer tokenTOKEN123",
  "k9x",
];
const idOf = (id: string, sent: unknown[] = SENT) =>
  requestId(new Headers({ "x-request-id": id }), sent);
const encode = (text: string, encoding: BufferEncoding) => Buffer.from(text).toString(encoding);

test.each(["req-1", "0af7651916cd43dd8448eb211c80319c", "3f2c9a7e-8b1d-4c55-9e0a-5d7e6f1a2b3c"])(
  "the id %s is kept",
  (id) => expect(idOf(id)).toBe(id),
);

test.each([
  ["a short credential", "k9x"],
  ["a short credential in another case", "K9X"],
  ["a token in another case", "TOKENtoken123"],
  ["a token with separators", "to-ken_TO-KEN-123"],
  ["a part of a token", "x-enTOKEN1-y"],
  ["a token in hex", encode("tokenTOKEN123", "hex")],
  ["a part of a token in hex", encode("TOKEN1", "hex").slice(1, -1)],
  ["a token in base64", encode("tokenTOKEN123", "base64url")],
  ["a token inside a longer text in base64", encode("abtokenTOKEN123", "base64url")],
  ["a token inside another longer text in base64", encode("atokenTOKEN123", "base64url")],
  ["a name", "asha_rao"],
  ["a first name", "Asha"],
  ["a phone number", "9876543210"],
  ["a phone number with separators", "98765-43210"],
  ["a card number with other separators", "4111-1111-1111-1111"],
  ["an order id", "a1001"],
  ["a name of a property that was sent", "x-customer-x"],
])("%s that was sent is no id", (_, id) => expect(idOf(id)).toBeUndefined());

test.each([
  ["a card number that was not sent", "5555-5555-5555-4444"],
  ["an account number", "123456789"],
  ["a line of a log", "a b"],
  ["a slash", "a/b"],
  ["more than 64 characters", "a".repeat(65)],
  ["separators alone", "--"],
])("%s is no id", (_, id) => expect(idOf(id)).toBeUndefined());

test("the next header is asked where the first repeats something", () => {
  const headers = new Headers({ "x-request-id": "k9x", "request-id": "req-2" });
  expect(requestId(headers, SENT)).toBe("req-2");
});

test("a long text that was sent does not keep an id from being read", () => {
  expect(idOf("req-1-abc", ["x".repeat(500_000)])).toBe("req-1-abc");
});
