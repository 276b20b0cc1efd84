import type { OperationId } from "../../generated/operations.js";
import { misfit, WrongParameter } from "./make-scenarios.js";
import { type AnyScenario, exampleNames } from "./responses.js";
import { scenarios } from "./scenarios.js";

/** Response that a request asks for by the header Prefer: an example by its name, or a scenario. */
export type Preference = string | AnyScenario;

type Parameters = Readonly<Record<string, string | undefined>>;

/** Names of the parameters of a scenario, and how it is made of them. */
type Preferable = [parameters: string, make: (parameters: Parameters) => AnyScenario];

const DEFAULT_RETRY_AFTER_SECONDS = "30";

/**
 * Scenarios that a request can ask for; those of a connection that is never made are not among
 * them.
 */
const PREFERABLE: Readonly<Record<string, Preferable>> = {
  refused: [
    "code, payload, message, status",
    ({ code, payload = "Refused.", ...options }) =>
      scenarios.refused(wholeNumber("code", code), payload, {
        ...(options.message === undefined ? {} : { message: options.message }),
        ...(options.status === undefined ? {} : { status: wholeNumber("status", options.status) }),
      }),
  ],
  tokenInvalid: ["", () => scenarios.tokenInvalid],
  rateLimited: [
    "seconds",
    ({ seconds = DEFAULT_RETRY_AFTER_SECONDS }) =>
      scenarios.rateLimited(wholeNumber("seconds", seconds)),
  ],
  html502: ["", () => scenarios.html502],
  empty500: ["", () => scenarios.empty500],
  drop: ["", () => scenarios.drop],
  hang: ["", () => scenarios.hang],
  slow: ["ms", ({ ms }) => scenarios.slow(wholeNumber("ms", ms))],
  truncated: ["", () => scenarios.truncated],
  unknownStatus: ["", () => scenarios.unknownStatus as AnyScenario],
  extraField: ["", () => scenarios.extraField],
  missingField: ["pointer", ({ pointer = "" }) => scenarios.missingField(pointer)],
};

/** Names of the scenarios that a request can ask for. */
export const preferableScenarios: readonly string[] = Object.keys(PREFERABLE);

/** Names of the scenarios that a test in this process alone can play. */
export const otherScenarios: readonly string[] = Object.keys(scenarios).filter(
  (name) => !preferableScenarios.includes(name),
);

/**
 * Reads what a request asks for: `example=refunded`, `scenario=html502`,
 * `scenario=refused; code=117`.
 *
 * A misspelt preference is refused, although RFC 7240 has unknown ones ignored: a test that asks
 * for a failure must not get a success without a word.
 *
 * @returns `undefined` where it asks for nothing.
 * @throws UnknownPreference where there is no such response.
 */
export function readPreference(operation: OperationId, header: string): Preference | undefined {
  const { example, scenario, ...parameters } = parse(header);
  if (scenario !== undefined) {
    if (example === undefined) return readScenario(operation, scenario, parameters);
    throw new UnknownPreference(
      400,
      "Prefer asks for an example and a scenario: name one of them.",
    );
  }
  if (Object.keys(parameters).length > 0) {
    throw new UnknownPreference(400, `Prefer has a key that is not known here. ${KEYS}`);
  }
  if (example === undefined) return undefined;
  const known = exampleNames(operation);
  if (known.includes(example)) return example;
  const names = known.join(", ");
  throw new UnknownPreference(
    404,
    `Prefer names an example that is not there. Examples: ${names}.`,
  );
}

const KEYS =
  `Keys: example, scenario; beside a scenario ${parameterNames().join(", ")}. ` +
  "Write e.g. scenario=refused; code=117.";

function parameterNames(): string[] {
  return Object.values(PREFERABLE).flatMap(([takes]) => (takes === "" ? [] : [takes]));
}

/** A response that was asked for and is not there; its message never repeats the header. */
export class UnknownPreference extends Error {
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

function readScenario(operation: OperationId, name: string, parameters: Parameters): AnyScenario {
  if (!Object.hasOwn(PREFERABLE, name)) {
    const names = preferableScenarios.join(", ");
    const only = otherScenarios.join(", ");
    throw new UnknownPreference(
      404,
      `Prefer names a scenario that is not there. Scenarios: ${names}. ` +
        `In the testing kit alone: ${only}.`,
    );
  }
  const [takes, make] = PREFERABLE[name] as Preferable;
  if (Object.keys(parameters).some((key) => !takes.split(", ").includes(key))) {
    const known = takes === "" ? "no parameter" : `these parameters alone: ${takes}`;
    throw new UnknownPreference(
      400,
      `Prefer cannot be followed: the scenario ${name} takes ${known}.`,
    );
  }
  let fault: string | undefined;
  try {
    const scenario = make(parameters);
    fault = misfit(scenario, operation);
    if (fault === undefined) return scenario;
  } catch (error) {
    if (!(error instanceof WrongParameter)) throw error;
    fault =
      `${name}: ${error.demand}. Write e.g. scenario=refused; code=117, ` +
      "scenario=slow; ms=3000, scenario=missingField; pointer=/payload";
  }
  throw new UnknownPreference(400, `Prefer cannot be followed: ${fault}.`);
}

function parse(header: string): Parameters {
  const items = header.match(/(?:"[^"]*"|[^",;])+/g) ?? [];
  const pairs = items
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map((item) => /^([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s"]+))$/.exec(item) ?? []);
  const names = pairs.map(([, name]) => name);
  if (names.includes(undefined) || new Set(names).size < names.length) {
    throw new UnknownPreference(400, `Prefer cannot be read. ${KEYS}`);
  }
  return Object.fromEntries(pairs.map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}

function wholeNumber(name: string, value: string | undefined): number {
  if (value !== undefined && /^-?\d{1,15}$/.test(value)) return Number(value);
  const demand = value === undefined ? "is missing" : "must be a whole number";
  throw new WrongParameter(`${name} ${demand}`);
}
