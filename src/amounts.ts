/**
 * Returns rupees for whole paise, without floating point on the way: 49950 paise are 499.5 rupees.
 * Add paise, not rupees: 0.1 + 0.2 is 0.30000000000000004.
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
export function paiseOf(rupees: number): number | undefined {
  // JSON carries this text: the shortest one that is read as the same number.
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(String(rupees)) ?? [];
  const paise = Number(`${whole}${fraction.padEnd(2, "0")}`);
  return Number.isSafeInteger(paise) ? paise : undefined;
}
