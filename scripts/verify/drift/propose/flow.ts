/** Words that YAML reads as something else than text. */
const RESERVED = /^(true|false|null|yes|no|on|off)$/i;

/** Writes a value in YAML's flow style, on one line, as the facts files have it. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, child]) => `${flow(key)}: ${flow(child)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  if (typeof value !== "string") return JSON.stringify(value ?? null);
  const isPlain = /^[A-Za-z_/][\w ./*[\]-]*$/.test(value) && !/[[\]]|[ :]$/.test(value);
  return isPlain && !RESERVED.test(value) ? value : JSON.stringify(value);
}
