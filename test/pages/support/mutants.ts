import type { FactsFile } from "../../../scripts/contract/facts.js";
import type { DriftClass } from "../../../scripts/verify/drift/change.js";

type Facts = Record<string, unknown>;

/** A change that a report has to hold. */
export interface Expected {
  at: string;
  keyword: string;
  class: DriftClass;
}

/** A page that states one thing otherwise, and what a report has to say of it. */
export interface Mutant {
  name: string;
  kind: string;
  /** Place that is changed. */
  at: string;
  apply(file: FactsFile): FactsFile;
  expected: Expected[];
  /** Whether it also moves the rows below it, which then are reported, too. */
  movesOthers?: boolean;
  /** Forms that cannot express it. */
  notIn?: ("text" | "schema")[];
}

/** Lists pages that differ from a facts file in one thing each. */
export function mutantsOf(file: FactsFile): Mutant[] {
  const rows = Object.entries(file.facts).filter(([, fact]) => "required" in fact);
  return [
    ...headMutants(file),
    ...rows.flatMap(([at, fact]) => rowMutants(file, at, fact)),
    ...partMutants(file),
    ...containers(file).flatMap((at) => newRows(file, at)),
  ];
}

function headMutants(file: FactsFile): Mutant[] {
  const { id, facts } = file;
  const authorization = `${id}.authorization`;
  const scheme = facts[authorization]?.scheme;
  const mutants = [
    mutant("change method", id, set(id, { method: "PUT" }), [id, "method", "breaking"]),
    mutant("change path", id, set(id, { path: "/api/v9/else" }), [id, "path", "breaking"]),
    mutant("change title", id, edit({ page: `${file.page} Now` }), [id, "page", "cosmetic"]),
    mutant("change badge", id, edit({ state: "Testing" }), [id, "state", "notice"]),
    ...(file.modified === null ? [] : dateMutants(id)),
    mutant(
      "change authentication",
      authorization,
      set(authorization, { scheme: scheme === "bearer" ? "basic" : "bearer", example: "x" }),
      [authorization, "scheme", "breaking"],
      { movesOthers: true },
    ),
  ];
  if (scheme === undefined) return mutants;
  const gone = without((at) => at === authorization);
  return [
    ...mutants,
    mutant("drop authentication", authorization, gone, [authorization, "scheme", "breaking"], {
      movesOthers: true,
    }),
  ];
}

function dateMutants(id: string): Mutant[] {
  const one = (kind: string, modified: string, driftClass: DriftClass) =>
    mutant(kind, id, edit({ modified }), [id, "modified", driftClass], { notIn: ["schema"] });
  return [
    one("change date", "2031-01-01 00:00:00", "dated only"),
    one("turn date back", "2001-01-01 00:00:00", "older copy"),
  ];
}

function partMutants(file: FactsFile): Mutant[] {
  const { id, facts, examples = {} } = file;
  const at = `${id}.response`;
  const second = {
    [`${at}.400`]: { status: "400", label: "Bad", mediaType: "application/json" },
    [`${at}.400.reason`]: { type: "string", required: true },
  };
  const parts = [`${id}.request`, at].filter((part) => facts[part]);
  return [
    mutant("change label", at, set(at, { label: "Done" }), [at, "label", "cosmetic"]),
    mutant("add response", at, (old) => ({ ...old, facts: { ...old.facts, ...second } }), [
      `${at}.400`,
      "status",
      "review",
    ]),
    ...parts.map((part) =>
      mutant("change media type", part, set(part, { mediaType: "text/plain" }), [
        part,
        "mediaType",
        "breaking",
      ]),
    ),
    ...parts
      .filter((part) => examples[part] !== undefined)
      .map((part) =>
        mutant(
          "change example body",
          part,
          (old) => ({ ...old, examples: { ...old.examples, [part]: changed(examples[part]) } }),
          [part, "example", "cosmetic"],
        ),
      ),
  ];
}

/** Changes the first leaf of a body. */
function changed(value: unknown): unknown {
  if (Array.isArray(value)) return [changed(value[0]), ...value.slice(1)];
  if (typeof value !== "object" || value === null) return `${value} else`;
  const [[name, first] = ["", ""], ...rest] = Object.entries(value);
  return { [name]: changed(first), ...Object.fromEntries(rest) };
}

function rowMutants(file: FactsFile, at: string, fact: Facts): Mutant[] {
  const isHeader = at.includes(".header.");
  const isRequest = !at.startsWith(`${file.id}.response`);
  const isCredential = /\.header\.(authorization|merchantAccessKey)$/i.test(at);
  const isContainer = fact.type === "object" || fact.itemType === "object";
  const one = (
    kind: string,
    values: Facts,
    [keyword, driftClass]: [string, DriftClass],
    more = {},
  ) => mutant(kind, at, set(at, values), [at, keyword, driftClass], more);
  const mutants: Mutant[] = [
    one(
      "change type",
      { type: fact.type === "boolean" ? "string" : "boolean" },
      ["type", "breaking"],
      {
        // Text prints the values of an enum without their type.
        movesOthers: isContainer || [fact.enum].flat().some((value) => typeof value === "number"),
        ...(fact.type === "array" ? { notIn: ["text", "schema"] } : {}),
      },
    ),
    one("add default", { default: "x" }, ["default", "review"]),
    one("describe", { description: "Words of our own." }, ["description", "cosmetic"]),
  ];
  if (!at.endsWith(".*")) {
    mutants.push(
      one("change required", { required: fact.required !== true }, [
        "required",
        requiredClass(fact.required === true, isRequest, isCredential),
      ]),
    );
  }
  if (!isContainer)
    mutants.push(...leafMutants({ file, at, fact, isRequest, isHeader, isCredential }));
  if (typeof fact.schemaName === "string") {
    mutants.push(one("rename schema", { schemaName: "Other" }, ["schemaName", "cosmetic"]));
  }
  if (typeof fact.propertyCount === "number") {
    mutants.push(
      one("change count", { propertyCount: fact.propertyCount + 1 }, ["propertyCount", "review"], {
        notIn: ["schema"],
      }),
    );
  }
  return mutants;
}

function requiredClass(was: boolean, isRequest: boolean, isCredential: boolean): DriftClass {
  if (isCredential) return "breaking";
  return was === isRequest ? "compatible" : "breaking";
}

interface Leaf {
  file: FactsFile;
  at: string;
  fact: Facts;
  isRequest: boolean;
  isHeader: boolean;
  isCredential: boolean;
}

function leafMutants({ file, at, fact, isRequest, isHeader, isCredential }: Leaf): Mutant[] {
  const one = (
    kind: string,
    values: Facts,
    [keyword, driftClass]: [string, DriftClass],
    more = {},
  ) => mutant(kind, at, set(at, values), [at, keyword, driftClass], more);
  const limit = (tighter: boolean): DriftClass => {
    if (!isRequest) return "review";
    return tighter ? "breaking" : "compatible";
  };
  const mutants: Mutant[] = [
    one(
      "change format",
      { format: "byte" },
      ["format", "review"],
      // Text prints the format of a plain value alone.
      fact.enum || fact.itemType ? { notIn: ["text"] } : {},
    ),
    one("change example", { example: "SOMETHING" }, ["example", "cosmetic"]),
    one("change pattern", { pattern: "^[a-z]{3}$" }, ["pattern", "review"]),
  ];
  if (fact.pattern !== undefined)
    mutants.push(one("drop pattern", { pattern: undefined }, ["pattern", "review"]));
  if (fact.format !== undefined)
    mutants.push(one("drop format", { format: undefined }, ["format", "review"]));
  const [low, high] = fact.type === "string" ? ["minLength", "maxLength"] : ["minimum", "maximum"];
  const [least, most] = [fact[low] as number | undefined, fact[high] as number | undefined];
  mutants.push(one("raise minimum", { [low]: (least ?? 1) + 1 }, [low, limit(true)]));
  mutants.push(one("lower maximum", { [high]: (most ?? 900) - 1 }, [high, limit(true)]));
  if (least !== undefined) {
    mutants.push(one("lower minimum", { [low]: least / 2 }, [low, limit(false)]));
    mutants.push(one("drop minimum", { [low]: undefined }, [low, limit(false)]));
  }
  if (most !== undefined) {
    mutants.push(one("raise maximum", { [high]: most + 1 }, [high, limit(false)]));
    mutants.push(one("drop maximum", { [high]: undefined }, [high, limit(false)]));
  }
  mutants.push(...valueMutants(at, fact, isRequest));
  const name = at.split(".").at(-1) as string;
  const gone = goneClass(fact.required === true, isRequest, isCredential);
  const dropped = without((key) => key === at);
  // Text cannot tell a table without rows from one that is collapsed.
  const more: Partial<Mutant> = isAlone(file, at) ? { notIn: ["text"] } : {};
  mutants.push(mutant("drop row", at, dropped, [at, "property", gone], more));
  if (name !== "*" && !isHeader) {
    const renamed = `${at}Else`;
    const isDemanded = isRequest && fact.required === true;
    mutants.push({
      ...mutant("rename row", at, rename(at, renamed), [at, "property", gone]),
      // The values of an enum that run together are cut with those of the same row.
      movesOthers: fact.enum !== undefined,
      expected: [
        { at, keyword: "property", class: gone },
        { at: renamed, keyword: "property", class: isDemanded ? "breaking" : "compatible" },
      ],
    });
  }
  return mutants;
}

/** Returns whether a row is the only one of its table. */
function isAlone({ id, facts }: FactsFile, at: string): boolean {
  const part = /^\w+/.exec(at.slice(id.length + 1))?.[0];
  return Object.keys(facts).filter((key) => key.startsWith(`${id}.${part}.`)).length === 1;
}

function goneClass(wasRequired: boolean, isRequest: boolean, isCredential: boolean): DriftClass {
  if (isCredential) return "breaking";
  return wasRequired && !isRequest ? "breaking" : "review";
}

function valueMutants(at: string, fact: Facts, isRequest: boolean): Mutant[] {
  const keyword = fact.enum === undefined ? "listedValues" : "enum";
  const values = (fact.enum ?? fact.listedValues) as string[] | undefined;
  if (values === undefined) return [];
  const gains: [string, string[]][] = [
    ["gain last value", [...values, "TOKEN"]],
    ["gain first value", ["TOKEN", ...values]],
    ["gain value between", [...values.slice(0, 1), "TOKEN", ...values.slice(1)]],
  ];
  const gained: DriftClass = isRequest ? "compatible" : "breaking";
  const one = (kind: string, value: unknown, driftClass: DriftClass, more = {}) =>
    mutant(kind, at, set(at, { [keyword]: value }), [at, keyword, driftClass], more);
  const mutants = gains.flatMap(([kind, list]) =>
    keyword === "enum" && isRequest
      ? // Run together, a new value may also be part of a renamed one: a person has to look.
        [
          one(kind, list, "review", { notIn: ["schema"] }),
          one(`${kind}, apart`, list, gained, { notIn: ["text"] }),
        ]
      : [one(kind, list, gained)],
  );
  const lost: DriftClass = isRequest ? "breaking" : "compatible";
  if (values.length > 2) {
    mutants.push(one("lose last value", values.slice(0, -1), lost));
    mutants.push(one("lose first value", values.slice(1), lost));
  }
  if (keyword === "listedValues") {
    const asEnum = { listedValues: undefined, enum: values };
    mutants.push(mutant("list as enum", at, set(at, asEnum), [at, "valuesStatedAs", "review"]));
  }
  return mutants;
}

/** Lists the objects that rows of their own stand in, by the prefix of those rows. */
function containers({ id, facts }: FactsFile): string[] {
  const rows = Object.keys(facts).filter((at) => /\.(request|response)\./.test(at));
  const prefixes = rows.map((at) => at.slice(0, at.lastIndexOf(".")));
  const collapsed = rows.flatMap((at) => {
    const { type, itemType } = facts[at] ?? {};
    if (type === "object") return [at];
    return itemType === "object" ? [`${at}[]`] : [];
  });
  return [...new Set([...prefixes, ...collapsed])].filter((at) => at !== id);
}

function newRows(file: FactsFile, prefix: string): Mutant[] {
  const isRequest = prefix.startsWith(`${file.id}.request`);
  const at = `${prefix}.freshName`;
  return [true, false].flatMap((required) => {
    const demanded = isRequest && required;
    const driftClass: DriftClass = demanded ? "breaking" : "compatible";
    const row = { type: "string", required };
    const what = required ? "required" : "optional";
    return [
      mutant(`add ${what} row in front`, at, insert(at, row, prefix, "first"), [
        at,
        "property",
        driftClass,
      ]),
      mutant(`add ${what} row behind`, at, insert(at, row, prefix, "last"), [
        at,
        "property",
        driftClass,
      ]),
    ];
  });
}

function insert(at: string, row: Facts, prefix: string, where: "first" | "last") {
  return (file: FactsFile): FactsFile => {
    const entries = Object.entries(file.facts);
    const isInside = ([key]: [string, unknown]) => key.startsWith(`${prefix}.`);
    const first = entries.findIndex(isInside);
    const own = entries.findIndex(([key]) => key === prefix.replace(/\[\]$/, ""));
    const last = entries.findLastIndex(isInside);
    const behind = last < 0 ? own + 1 : last + 1;
    const index = where === "first" && first >= 0 ? first : behind;
    entries.splice(index, 0, [at, row]);
    return { ...file, facts: Object.fromEntries(entries) };
  };
}

function mutant(
  kind: string,
  at: string,
  apply: Mutant["apply"],
  ...[expected, more = {}]: [[string, string, DriftClass], Partial<Mutant>?]
): Mutant {
  const [place, keyword, driftClass] = expected;
  const list = [{ at: place, keyword, class: driftClass }];
  return { name: `${kind} at ${at}`, kind, at, apply, expected: list, ...more };
}

function edit(values: Partial<FactsFile>) {
  return (file: FactsFile): FactsFile => ({ ...file, ...values });
}

function set(at: string, values: Facts) {
  return (file: FactsFile): FactsFile => {
    const fact = Object.fromEntries(
      Object.entries({ ...file.facts[at], ...values }).filter(([, value]) => value !== undefined),
    );
    return { ...file, facts: { ...file.facts, [at]: fact } };
  };
}

function without(test: (at: string) => boolean) {
  return (file: FactsFile): FactsFile => ({
    ...file,
    facts: Object.fromEntries(Object.entries(file.facts).filter(([at]) => !test(at))),
  });
}

function rename(from: string, to: string) {
  return (file: FactsFile): FactsFile => ({
    ...file,
    facts: Object.fromEntries(
      Object.entries(file.facts).map(([at, fact]) => [at === from ? to : at, fact]),
    ),
  });
}
