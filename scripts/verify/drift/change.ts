/** How much a change of a page matters, the gravest first. */
export const CLASSES = [
  "breaking",
  "review",
  "disclosed",
  "compatible",
  "undated change",
  "cosmetic",
  "notice",
  "dated only",
  "older copy",
] as const;

export type DriftClass = (typeof CLASSES)[number];

/** A change whose class the table gives. */
export interface Delta {
  /** Id of the fact. */
  at: string;
  /** What changed about it: a keyword, or `property` for a row that came or went. */
  keyword: string;
  /** What our facts state; `null` if nothing. */
  was: unknown;
  /** What the page states; `null` if nothing. */
  is: unknown;
  line: number | null;
  side: "request" | "response" | "operation";
  /** For a row that is new: whether a request cannot do without it. */
  isDemanded?: boolean;
  /** For a row that is new: whether we knew it from an example or from elsewhere. */
  isDisclosed?: boolean;
  /** Whether it is about how a caller authenticates. */
  isAuthentication?: boolean;
  /** The enum as printed, where its values run together and could not all be cut. */
  raw?: string;
}

/** A change as it is reported. */
export interface DriftChange {
  operation: string;
  at: string;
  keyword: string;
  class: DriftClass;
  was: unknown;
  is: unknown;
  line: number | null;
  /** Ids of the readings whose premise moved. */
  readings: string[];
}
