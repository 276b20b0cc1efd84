import type { CheckedSide } from "./exchange.js";
import type { Exchange } from "./proxy-server.js";

/** Returns what is printed of an exchange: a line, and two for each violation. */
export function describe(exchange: Exchange): string {
  const { operation, status, failure, outcome, milliseconds, request, response } = exchange;
  const isRefused = outcome === "refused" ? ", refused" : "";
  const result = [status === undefined ? "" : `${status}${isRefused}`, failure ?? ""];
  const name = operation ?? "not in the contract";
  return [
    `${name}  ${result.filter((text) => text !== "").join(", ")}  ${milliseconds} ms`,
    ...describeSide("request", request),
    ...describeSide("response", response),
  ].join("\n");
}

function describeSide(name: string, side: CheckedSide | undefined): string[] {
  if (side === undefined) return [];
  const unchecked =
    side.unchecked === undefined ? [] : [`  ${name}  not checked: ${side.unchecked}`];
  const violations = side.violations.flatMap(({ pointer, message, fact, page }) => [
    `  ${name}  ${pointer === "" ? "" : `${pointer}  `}${message}`,
    `    ${fact}; ${page}`,
  ]);
  return [...unchecked, ...violations];
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
