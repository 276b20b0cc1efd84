/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Writes a JSON value as a literal; lines after the first begin with `indent`. */
export type WriteLiteral = (value: Json, indent: string) => string;

const PYTHON_WORDS: Record<string, string> = { true: "True", false: "False", null: "None" };

/** A word of JSON, behind the name of its property where it has one, on a line of its own. */
const WORD = /^( *(?:"(?:[^"\\]|\\.)*": )?)(true|false|null)(?=,?$)/gm;

/** Literals by form. */
export const literals = {
  json: (value, indent) => {
    if (JSON.stringify(value).includes("'"))
      throw new Error("A quote would end the body of the curl sample: use another example value.");
    return JSON.stringify(value, null, 2).replaceAll("\n", `\n${indent}`);
  },
  /** JSON, but for three words. */
  python: (value, indent) =>
    JSON.stringify(value, null, 2)
      .replace(WORD, (_, before: string, word: string) => before + PYTHON_WORDS[word])
      .replaceAll("\n", `\n${indent}`),
  typescript: writer({
    open: "{",
    close: "}",
    key: (name) => `${/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name)}: `,
    string: (value) => JSON.stringify(value),
    emptyObject: "{}",
  }),
  php: writer({
    open: "[",
    close: "]",
    key: (name) => `${phpString(name)} => `,
    string: phpString,
    // An empty PHP array becomes [] in JSON, and an object is needed.
    emptyObject: "new stdClass()",
  }),
} satisfies Record<string, WriteLiteral>;

interface Form {
  open: string;
  close: string;
  key: (name: string) => string;
  string: (value: string) => string;
  emptyObject: string;
}

/** Creates a writer with two spaces a level and a comma after the last item. */
function writer(form: Form): WriteLiteral {
  const write: WriteLiteral = (value, indent) => {
    if (typeof value === "string") return form.string(value);
    if (typeof value !== "object" || value === null) return String(value);
    const inner = `${indent}  `;
    const list = (open: string, items: string[], close: string) =>
      `${open}\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}${close}`;
    if (Array.isArray(value)) {
      if (value.length === 0) return "[]";
      return list(
        "[",
        value.map((item) => write(item, inner)),
        "]",
      );
    }
    const entries = Object.entries(value);
    if (entries.length === 0) return form.emptyObject;
    return list(
      form.open,
      entries.map(([name, item]) => `${form.key(name)}${write(item, inner)}`),
      form.close,
    );
  };
  return write;
}

function phpString(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
