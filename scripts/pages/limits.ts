/** Bounds on a saved file: it comes from outside, and a report has to appear within a second. */
export const PAGE_LIMITS = {
  /** Bytes of a file. */
  bytes: 10_000_000,
  /** Characters of YAML, whose parser is slow. The largest page that was seen has 120,000. */
  yamlCharacters: 250_000,
  /** Brackets that are open at once in JSON or YAML. */
  brackets: 500,
  /** Paths of an OpenAPI document. */
  paths: 5_000,
  /** Aliases that a YAML document may resolve. */
  yamlAliases: 10_000,
  /** Characters of a line that is looked at as a row. */
  lineCharacters: 4_000,
  /** Characters of an example body. */
  exampleCharacters: 200_000,
  /** Lines of rendered text. */
  lines: 100_000,
  /** Lines that may be unread, before a file is taken for something else than a page. */
  unread: 1_000,
  /** Rows of one table. */
  rows: 400,
  /** Levels of nesting that are tried for the rows of a table. */
  rowDepth: 12,
  /** Places of one document, references followed. */
  places: 2_000,
  /** Levels of nesting. */
  depth: 40,
} as const;
