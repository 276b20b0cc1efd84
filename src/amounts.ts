import type { OperationId } from "../generated/operations.js";
import { type Violation, violation } from "./violations.js";

/**
 * Returns rupees for whole paise, without floating point on the way: 49950 paise are 499.5 rupees.
 *
 * @param paise Whole number of paise, zero or more.
 * @returns Rupees, as `amount.value` of `createOrder` takes them.
 * @throws RangeError if `paise` is no such number, or so large that rupees cannot express it.
 * @example
 * ```ts
 * const amount = { value: rupeesFromPaise(49950), currency: "INR" as const };
 * ```
 */
export function rupeesFromPaise(paise: number): number {
  const digits = String(paise).padStart(3, "0");
  const rupees = Number(`${digits.slice(0, -2)}.${digits.slice(-2)}`);
  if (Number.isSafeInteger(paise) && paise >= 0 && paiseOf(rupees) === paise) return rupees;
  throw new RangeError(
    "rupeesFromPaise: give a whole number of paise, zero or more. " +
      "Above 2^46 rupees a number cannot express every paisa.",
  );
}

/** Returns the whole paise of an amount in rupees, or undefined if it has a part of a paisa. */
function paiseOf(rupees: number): number | undefined {
  // The text is what JSON carries: it is the shortest that stands for this number alone.
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(String(rupees)) ?? [];
  const paise = whole === undefined ? Number.NaN : Number(whole + fraction.padEnd(2, "0"));
  return Number.isSafeInteger(paise) ? paise : undefined;
}

/**
 * Checks the amount of an order. That it has two decimals at most is said on other revisions of the
 * page than the one of the contract, so it is a rule of the client.
 */
export function checkDecimals(id: OperationId, body: unknown): Violation[] {
  if (id !== "createOrder") return [];
  const { value } = (body as { amount: { value: number } }).amount;
  if (paiseOf(value) !== undefined) return [];
  const message =
    "must be whole paise: two decimals at most, and no more than 90071992547409.91 " +
    '(from other revisions of the page; `decimals: "any"` turns this off)';
  return [violation(`${id}.request`, "/amount/value", { keyword: "decimals", message })];
}
