import { readFileSync } from "node:fs";
import { Failure } from "../tools/command.js";

/** The samples of an operation. They are real files, checked by the compiler and run against the mock by the tests. */
export interface Samples {
  typescript: string;
  curl: string;
}

/** Reads the samples of an operation, or throws a {@link Failure} that names the file to write. */
export function readSamples(operationId: string): Samples {
  return { typescript: read(`${operationId}.ts`), curl: read(`${operationId}.sh`) };
}

function read(name: string): string {
  try {
    return readFileSync(new URL(`./samples/${name}`, import.meta.url), "utf8");
  } catch (cause) {
    const failure = new Failure(
      `Failed to build the reference: scripts/reference/samples/${name} cannot be read. Every operation has a sample in TypeScript and one in curl: write it.`,
    );
    failure.cause = cause;
    throw failure;
  }
}
