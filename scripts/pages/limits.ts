/** Bounds on a saved file: it comes from outside, and a report has to appear within a second. */
export const LIMITS = {
  /** Bytes of a file. */
  bytes: 10_000_000,
  /** Characters of YAML; its parser reads about a megabyte in two seconds. */
  yamlCharacters: 400_000,
  /** Aliases that a YAML document may resolve. */
  yamlAliases: 10_000,
  /** Characters of a line that is looked at as a row. */
  lineCharacters: 4_000,
  /** Lines of rendered text. */
  lines: 100_000,
  /** Rows of one table. */
  rows: 1_000,
  /** Places of one document, references followed. */
  places: 20_000,
  /** Levels of nesting. */
  depth: 40,
} as const;
