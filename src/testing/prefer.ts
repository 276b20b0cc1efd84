import type { OperationId } from "../../generated/operations.js";
import { misfit } from "./make-scenarios.js";
import { type AnyScenario, exampleNames } from "./responses.js";
import { scenarios } from "./scenarios.js";

/** Response that a request asks for by the header Prefer: an example by its name, or a scenario. */
export type Preference = string | AnyScenario;

type Parameters = Readonly<Record<string, string | undefined>>;

const DEFAULT_RETRY_AFTER_SECONDS = "30";

/**
 * Scenarios that a request can ask for; those of a connection that is never made are not among
 * them.
 */
const PREFERABLE: Readonly<Record<string, (parameters: Parameters) => AnyScenario>> = {
  refused: ({ code, payload = "Refused.", ...options }) =>
    scenarios.refused(wholeNumber("code", code), payload, {
      ...(options.message === undefined ? {} : { message: options.message }),
      ...(options.status === undefined ? {} : { status: wholeNumber("status", options.status) }),
    }),
  tokenInvalid: () => scenarios.tokenInvalid,
  rateLimited: ({ seconds = DEFAULT_RETRY_AFTER_SECONDS }) =>
    scenarios.rateLimited(wholeNumber("seconds", seconds)),
  html502: () => scenarios.html502,
  empty500: () => scenarios.empty500,
  drop: () => scenarios.drop,
  hang: () => scenarios.hang,
  slow: ({ ms }) => scenarios.slow(wholeNumber("ms", ms)),
  truncated: () => scenarios.truncated,
  unknownStatus: () => scenarios.unknownStatus as AnyScenario,
  extraField: () => scenarios.extraField,
  missingField: ({ pointer = "" }) => scenarios.missingField(pointer),
};

/** Names of the scenarios that a request can ask for. */
export const preferableScenarios: readonly string[] = Object.keys(PREFERABLE);

/**
 * Reads what a request asks for: `example=refunded`, `scenario=html502`,
 * `scenario=refused; code=117`.
 *
 * @returns `undefined` where it asks for nothing.
 * @throws UnknownPreference where there is no such response.
 */
export function readPreference(operation: OperationId, header: string): Preference | undefined {
  const { example, scenario, ...parameters } = parse(header);
  if (scenario !== undefined) return readScenario(operation, scenario, parameters);
  if (example === undefined) return undefined;
  const known = exampleNames(operation);
  if (known.includes(example)) return example;
  const names = known.join(", ");
  throw new UnknownPreference(`Prefer names an example that is not there. Examples: ${names}.`);
}

/** A response that was asked for and is not there; its message never repeats the header. */
export class UnknownPreference extends Error {}

function readScenario(operation: OperationId, name: string, parameters: Parameters): AnyScenario {
  if (!Object.hasOwn(PREFERABLE, name)) {
    const names = preferableScenarios.join(", ");
    throw new UnknownPreference(`Prefer names a scenario that is not there. Scenarios: ${names}.`);
  }
  let scenario: AnyScenario | undefined;
  let fault: string | undefined;
  try {
    scenario = PREFERABLE[name]?.(parameters);
    fault = scenario && misfit(scenario, operation);
  } catch {
    fault = `the scenario ${name} needs other parameters`;
  }
  if (scenario !== undefined && fault === undefined) return scenario;
  throw new UnknownPreference(
    `Prefer cannot be followed: ${fault}. Write e.g. scenario=refused; code=117, ` +
      "scenario=slow; ms=3000, scenario=missingField; pointer=/payload.",
  );
}

function parse(header: string): Parameters {
  const pairs = header.matchAll(/(?:^|[\s,;])([\w-]+)=(?:"([^"]*)"|([^\s,;"]+))/g);
  return Object.fromEntries([...pairs].map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}

function wholeNumber(name: string, value: string | undefined): number {
  if (value !== undefined && /^-?\d{1,15}$/.test(value)) return Number(value);
  throw new Error(`${name} must be a whole number`);
}
