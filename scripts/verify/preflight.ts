import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Ajv2020 } from "ajv/dist/2020.js";
import { createAjv } from "../contract/ajv.js";
import type { Contract } from "../contract/document.js";
import { constrains } from "../contract/keywords.js";
import {
  children,
  location,
  nodes,
  type Path,
  type Place,
  schemaPlaces,
} from "../contract/places.js";
import type { Finding } from "../contract/statements.js";

/**
 * Checks what has to hold before any other check means something: a tool that meets one of these
 * mistakes stops checking and says nothing.
 */
export function checkPreflight(contract: Contract): Finding[] {
  const findings: Finding[] = [];
  const complain = (path: Path, text: string) => {
    const at = location(contract, path);
    findings.push({ at, text: `${at}: ${text}` });
  };
  checkSecuritySchemes(contract, complain);
  checkHeaderParameters(contract, complain);
  checkSchemas(contract, complain);
  checkReferences(contract, complain);
  return findings;
}

type Complain = (path: Path, text: string) => void;

function checkSecuritySchemes(contract: Contract, complain: Complain): void {
  const schemes = contract.components.securitySchemes;
  const used = new Set<string>();
  for (const { path, value } of objects(contract)) {
    if (!Array.isArray(value.security)) continue;
    for (const name of value.security.flatMap((item) => Object.keys(item))) {
      used.add(name);
      if (!(name in schemes)) {
        complain(
          [...path, "security"],
          `there is no security scheme ${name}. Define it in openapi/openapi.yaml.`,
        );
      }
    }
  }
  for (const name of Object.keys(schemes)) {
    if (used.has(name)) continue;
    complain(
      ["components", "securitySchemes", name],
      "no operation uses this security scheme. Use it, or delete it.",
    );
  }
}

function checkHeaderParameters(contract: Contract, complain: Complain): void {
  for (const { path, value } of objects(contract)) {
    if (value.in !== "header" || path[1] === "securitySchemes") continue;
    if (!/^(authorization|content-type|accept)$/i.test(String(value.name))) continue;
    complain(
      path,
      `OpenAPI ignores a header parameter ${value.name}. Use a security scheme or a media type.`,
    );
  }
}

function checkSchemas(contract: Contract, complain: Complain): void {
  const ajv = createAjv({ ...contract, components: { ...contract.components, schemas: {} } });
  for (const place of schemaPlaces(contract)) {
    const { path, schema } = place;
    for (const [name, value] of Object.entries(schema)) {
      if (name !== "pattern" && name !== "enum") continue;
      for (const text of [value].flat()) {
        if (typeof text !== "string" || /^[ -~]*$/.test(text)) continue;
        const why = "is not ASCII; Prism dies when it reports such a violation";
        complain([...path, name], `${JSON.stringify(text)} ${why}.`);
      }
    }
    const failure = compile(ajv, contract, place);
    if (failure === undefined) continue;
    complain(
      failure.path,
      `${failure.why}. A tool that cannot compile a schema lets every body pass; correct it.`,
    );
  }
}

function checkReferences(contract: Contract, complain: Complain): void {
  for (const { path, schema } of schemaPlaces(contract)) {
    const { $ref, ...beside } = schema;
    if ($ref === undefined) continue;
    const name = $ref.replace("#/components/schemas/", "");
    if (!Object.hasOwn(contract.components.schemas, name)) {
      complain([...path, "$ref"], `there is no schema ${$ref}.`);
    }
    for (const keyword of Object.keys(beside).filter(constrains)) {
      const why = "stands beside a $ref, where draft-07 tools ignore it. Put it into the schema";
      complain([...path, keyword], `${keyword} ${why}.`);
    }
  }
}

/**
 * Compiles a schema in strict mode, without those below it, so that a mistake is reported once and
 * where it stands.
 */
function compile(
  ajv: Ajv2020,
  contract: Contract,
  place: Place,
): { path: Path; why: string } | undefined {
  const { $ref, ...alone } = structuredClone(place.schema);
  for (const { step, name } of children(contract, place)) {
    if (step === "properties") Object.assign(alone.properties ?? {}, { [String(name)]: {} });
    else if (step !== undefined && step !== "$ref") alone[step] = {};
  }
  const { path } = place;
  try {
    if (ajv.validateSchema(alone) !== true) {
      const [error] = ajv.errors ?? [];
      const keys = error?.instancePath.split("/").slice(1) ?? [];
      const why = `it is no JSON Schema (${error?.keyword} ${JSON.stringify(error?.params)})`;
      return { path: [...path, ...keys], why };
    }
    ajv.compile(alone);
  } catch (error) {
    return { path, why: (error as Error).message };
  }
  return undefined;
}

/** Lists every object of the document with its path. */
function objects(contract: Contract): { path: Path; value: Record<string, unknown> }[] {
  return [...nodes(contract)].flatMap(({ path, value }) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? [{ path, value: value as Record<string, unknown> }]
      : [],
  );
}

/**
 * Checks that something refers to every file under `openapi/`; Redocly bundles and lints without a
 * word about the rest.
 */
export function checkOrphans(root: string): Finding[] {
  const folder = join(root, "openapi");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  const referred = new Set(["README.md", "openapi.yaml", "readings.yaml"]);
  for (const file of files) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, ref = ""] of text.matchAll(/\$ref:\s*['"]?([^'"\s]+)/g)) {
      referred.add(join(file, "..", ref).replaceAll("\\", "/"));
    }
  }
  return files
    .filter((file) => !referred.has(file))
    .map((file) => ({
      at: file,
      text: `openapi/${file}: nothing refers to it. Refer to it, or delete it.`,
    }));
}
