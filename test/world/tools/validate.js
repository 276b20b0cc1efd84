// Prints what each validator reports of an OpenAPI document: node validate.js openapi.json
import { readFileSync } from "node:fs";
import SwaggerParser from "@apidevtools/swagger-parser";
import { validate as hyperjump } from "@hyperjump/json-schema/openapi-3-1";
import { validate as readme } from "@readme/openapi-parser";
import { validate as scalar } from "@scalar/openapi-parser";
import spectral from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";

const [file] = process.argv.slice(2);
// A copy for each: some of them put what a reference points at in its place.
const read = () => JSON.parse(readFileSync(file, "utf8"));

const VALIDATORS = {
  "swagger-parser": async () => {
    await SwaggerParser.validate(read());
    return [];
  },
  "@readme/openapi-parser": async () => {
    const { errors = [], warnings } = await readme(read());
    return [...errors, ...warnings].map(({ message }) => message);
  },
  "@scalar/openapi-parser": async () => {
    const { errors } = await scalar(read());
    return errors.map(({ message }) => message);
  },
  "Spectral spectral:oas": async () => {
    const linter = new spectral.Spectral();
    linter.setRuleset({ extends: [rulesets.oas] });
    return (await linter.run(read())).map(({ code }) => code);
  },
  "Hyperjump schema-base": async () => {
    // It has a schema for 3.1 alone.
    if (!read().openapi.startsWith("3.1.")) return [];
    const { errors = [] } = await hyperjump(
      "https://spec.openapis.org/oas/3.1/schema-base",
      read(),
      "BASIC",
    );
    return errors.map(({ instanceLocation }) => instanceLocation);
  },
};

const reported = {};
for (const [name, validate] of Object.entries(VALIDATORS)) {
  reported[name] = await validate().catch((error) => [String(error)]);
}
console.log(JSON.stringify(reported));
