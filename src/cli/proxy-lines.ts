import type { CheckedSide } from "./check-exchange.js";
import { describeViolation } from "./describe-request.js";
import type { Exchange } from "./proxy-server.js";

/** Returns what is printed of an exchange: a line, and two for each violation. */
export function describeExchange(exchange: Exchange): string {
  const { name, milliseconds, isHalfClosed, fault, request, response } = exchange;
  return [
    `${name}  ${resultOf(exchange)}  ${milliseconds} ms`,
    ...(isHalfClosed
      ? ["  The client closed its side before the response came: it may be gone."]
      : []),
    ...(fault === undefined ? [] : [`  This is a mistake of the proxy: ${fault}`]),
    ...describeSide("request", request),
    ...describeSide("response", response),
  ].join("\n");
}

/** Outcomes that a status says by itself, or that stand for nothing. */
const UNSAID: readonly string[] = ["success", "http-status", "other", "failed"];

/** Returns how an exchange ended: `200`, `200 refused`, `ECONNREFUSED`. */
export function resultOf({ status, outcome, failure }: Exchange): string {
  const said = failure ?? (UNSAID.includes(outcome) ? undefined : outcome);
  return [status, said].filter((text) => text !== undefined).join(" ");
}

function describeSide(name: string, side: CheckedSide | undefined): string[] {
  if (side === undefined) return [];
  const unchecked =
    side.unchecked === undefined ? [] : [`  ${name}  not checked: ${side.unchecked}`];
  const violations = side.violations.flatMap((found) => [
    `  ${name}  ${describeViolation(found)}`,
    `    ${found.fact}; ${found.page}`,
  ]);
  const notes = side.notes.map((note) => `  ${name}  ${note}`);
  return [...unchecked, ...violations, ...notes];
}

/** Returns an exchange as a line of JSON, without a value of it. */
export function toJsonLine(exchange: Exchange, time: Date): string {
  const { request, response, ...rest } = exchange;
  const side = (checked: CheckedSide | undefined) =>
    checked && { unchecked: checked.unchecked, violations: checked.violations };
  const line = {
    time: time.toISOString(),
    ...rest,
    request: side(request),
    response: side(response),
  };
  return `${JSON.stringify(line)}\n`;
}
