import { readFileSync } from "node:fs";
import { Failure } from "../tools/command.js";
import { type Json, literals } from "./literals.js";
import { firstCase, type OperationView } from "./operation-view.js";

/** A language that every operation has a sample in. */
export interface Language {
  id: string;
  name: string;
  /** What follows the operation id in the name of the file. */
  suffix: string;
  /** How the body is written in it. */
  literal: keyof typeof literals;
}

/** Languages in the order of the chooser. */
export const languages: readonly Language[] = [
  { id: "typescript", name: "TypeScript", suffix: "ts", literal: "typescript" },
  { id: "curl", name: "curl", suffix: "sh", literal: "json" },
  { id: "php-curl", name: "PHP (curl)", suffix: "curl.php", literal: "php" },
  { id: "php-streams", name: "PHP (streams)", suffix: "streams.php", literal: "php" },
  { id: "python", name: "Python", suffix: "urllib.py", literal: "python" },
  { id: "python-requests", name: "Python (requests)", suffix: "requests.py", literal: "python" },
  { id: "java", name: "Java", suffix: "java", literal: "json" },
  { id: "go", name: "Go", suffix: "go", literal: "json" },
];

/** A sample, cut where the body of the request stands in it. */
export interface Sample {
  language: Language;
  file: string;
  before: string;
  after: string;
  /** What the lines of the body begin with, after the first. */
  indent: string;
  /** Returns a body as it stands in this sample. */
  write: (body: Json) => string;
}

/** Reads the samples of an operation. Each is a file of its own that sends the first example. */
export function readSamples(view: OperationView): Sample[] {
  return languages.map((language) => cut(view, language));
}

/** Returns the text of a sample with `body` as its request. */
export function withBody({ before, after, write }: Sample, body: Json): string {
  return `${before}${write(body)}${after}`;
}

/** Finds the first example's body in a sample, whatever its indentation. */
function cut(view: OperationView, language: Language): Sample {
  const file = `scripts/reference/samples/${view.id}.${language.suffix}`;
  const text = read(file, language);
  const body = firstCase(view).request as Json;
  for (const indent of ["", "  ", "    ", "      ", "        "]) {
    const write = (value: Json) => literals[language.literal](value, indent);
    const [before = "", after, ...more] = text.split(write(body));
    if (after !== undefined && more.length === 0)
      return { language, file, before, after, indent, write };
  }
  throw new Failure(
    `${file} has to contain this body, the first example of ${view.id}, once:\n` +
      literals[language.literal](body, ""),
  );
}

function read(file: string, { name }: Language): string {
  try {
    return readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  } catch (cause) {
    const failure = new Failure(`Write ${file}: every operation has a sample in ${name}.`);
    failure.cause = cause;
    throw failure;
  }
}
