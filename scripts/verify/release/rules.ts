/** How far a change raises the version. */
export type Bump = "patch" | "minor" | "major";

/** What one kind of change does to a user, and so to the version. */
interface Rule {
  bump: Bump;
  change: string;
  because: string;
}

/** The version promise: every kind of change that a release is checked for. */
export const RELEASE_RULES = {
  "wire-broken": {
    bump: "major",
    change: "The wire breaks: Redocly's `diff` rates a change as major",
    because: "a request that was accepted is refused, or a response comes that was not possible",
  },
  "wire-extended": {
    bump: "minor",
    change: "The wire grows: Redocly's `diff` rates a change as minor",
    because: "old requests and responses stay valid",
  },
  "wire-described": {
    bump: "patch",
    change: "A description, a reading or a page's date changes",
    because: "nothing that runs depends on it",
  },
  "operation-changed": {
    bump: "major",
    change: "Method, path, media types, credentials or envelope of an operation change",
    because: "requests go elsewhere, and `operations` has other values",
  },
  "server-removed": {
    bump: "major",
    change: "An operation loses a server, or its address changes",
    because: '`environment: "test"` loses its host',
  },
  "server-added": {
    bump: "minor",
    change: "An operation gains a server",
    because: "nothing has to change",
  },
  "example-removed": {
    bump: "major",
    change: "An example is removed or renamed",
    because: "`next(operation, name)` throws, and a fixture is gone",
  },
  "example-changed": {
    bump: "major",
    change: "A value of an example changes",
    because: "a test that compares with it fails",
  },
  "first-example-changed": {
    bump: "major",
    change: "Another example becomes the first of its operation",
    because: "mocks respond with the first example by default",
  },
  "example-added": {
    bump: "minor",
    change: "An example is added after the first",
    because: "nothing has to change",
  },
  "schema-removed": {
    bump: "major",
    change: "A named schema is removed or renamed",
    because: "its exported type is gone",
  },
  "schema-added": {
    bump: "minor",
    change: "A named schema is added",
    because: "nothing has to change",
  },
  "enum-value-removed": {
    bump: "major",
    change: "An enum loses a value, in a request or in a response",
    because: "`case` of a value that no longer exists does not compile",
  },
  "enum-value-added": {
    bump: "major",
    change: "An enum of a response, or of no body, gains a value",
    because: "code that handles every value meets a new one",
  },
  "request-enum-value-added": {
    bump: "minor",
    change: "An enum of a request gains a value after the others",
    because: "old requests stay valid",
  },
  "enum-reordered": {
    bump: "major",
    change: "Values of an enum change their places",
    because: "exported lists are tuples: `orderStatuses[0]` has the type of one value",
  },
  "declaration-removed": {
    bump: "major",
    change: "An export is removed or renamed",
    because: "its import fails",
  },
  "declaration-changed": {
    bump: "major",
    change: "An export changes its type, loses a property, or asks for one more",
    because: "code that uses or implements it does not compile",
  },
  "declaration-extended": {
    bump: "minor",
    change: "An export is added, gains an optional property, or a method of a class",
    because: "nothing has to change",
  },
  "entry-removed": {
    bump: "major",
    change: "An entry point or a command is removed or renamed",
    because: "its import, or its call, fails",
  },
  "entry-added": {
    bump: "minor",
    change: "An entry point or a command is added",
    because: "nothing has to change",
  },
  "engines-changed": {
    bump: "major",
    change: "The supported versions of Node change",
    because: "npm refuses the package, or installs an old one",
  },
} as const satisfies Record<string, Rule>;

/** Name of a kind of change. */
export type RuleName = keyof typeof RELEASE_RULES;

/** One change of a release. */
export interface Change {
  rule: RuleName;
  /** What changed, e.g. `createOrder: example full`. */
  what: string;
}

const BUMPS: Bump[] = ["patch", "minor", "major"];

/** Returns the bump that the changes ask for together, or `undefined` if there are none. */
export function neededBump(changes: Change[]): Bump | undefined {
  const needed = changes.map(({ rule }) => BUMPS.indexOf(RELEASE_RULES[rule].bump));
  return BUMPS[Math.max(...needed)];
}

/** Writes the rules as the table of CONTRIBUTING.md, the gravest first. */
export function rulesTable(): string {
  const rows = BUMPS.toReversed().flatMap((bump) =>
    Object.values(RELEASE_RULES)
      .filter((rule) => rule.bump === bump)
      .map(({ change, because }) => `| ${bump} | ${change} | ${because} |`),
  );
  return ["| version | change | because |", "|---|---|---|", ...rows].join("\n");
}
