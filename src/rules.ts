import type { OperationId } from "../generated/operations.js";
import { paiseOf } from "./amounts.js";
import type { EnkashOptions } from "./options.js";
import { type Violation, violation } from "./violations.js";

/** Checks a valid request by the client's own rules, which no pinned page states. */
export function checkRules(
  id: OperationId,
  body: unknown,
  decimals: EnkashOptions["decimals"],
): Violation[] {
  const { orderId, amount } = body as { orderId?: unknown; amount: { value: number } };
  const found: Violation[] = [];
  const note = (pointer: string, keyword: string, message: string) =>
    found.push(violation(`${id}.request`, pointer, { keyword, message }));
  // Nobody could ask EnKash for such an order.
  if (typeof orderId === "string" && orderId.trim() === "")
    note("/orderId", "blank", "must not be blank (a rule of the client)");
  // Other revisions of the page of createOrder say two decimals; that of the contract does not.
  if (id === "createOrder" && decimals !== "any" && paiseOf(amount.value) === undefined)
    note(
      "/amount/value",
      "decimals",
      "must have two decimals at most, and be 90071992547409.91 at most " +
        '(from other revisions of the page; `decimals: "any"` turns this off)',
    );
  return found;
}
