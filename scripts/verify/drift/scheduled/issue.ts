import { createHash } from "node:crypto";
import { codeBlock, escapeText } from "../escape.js";
import { type DriftReport, exitCodeOf } from "../report.js";

/** Failed runs in a row from which on somebody has to look. */
const MOST_FAILURES = 3;
/** What the body of the standing issue begins with. */
export const MARKER = "<!-- drift ";
const FAILED = "fetch-failed";
const MOST_CHARACTERS = 50_000;

/** What this run found: a report with its text, or that nothing could be fetched. */
export type Found = { report: DriftReport; text: string } | { failures: number };

/** An issue that stands open. */
export interface OpenIssue {
  number: number;
  body: string;
}

/** What to do about the standing issue. */
export type Action =
  | { kind: "none" }
  | { kind: "open"; body: string }
  | { kind: "update"; number: number; body: string }
  | { kind: "close"; number: number };

/**
 * Decides what becomes of the standing issue, which the fingerprint of its changes tells from the
 * last one.
 */
export function decide(found: Found, open: OpenIssue | undefined): Action {
  const fingerprint = fingerprintOf(found);
  if (fingerprint === undefined) {
    // Whoever could not look cannot say that all is well.
    const isClean = "report" in found;
    return isClean && open ? { kind: "close", number: open.number } : { kind: "none" };
  }
  const marker = `${MARKER}${fingerprint} -->`;
  if (open?.body.includes(marker)) return { kind: "none" };
  // A failed fetch says nothing about the changes that an issue lists.
  if (open !== undefined && "failures" in found) return { kind: "none" };
  const body = `${marker}\n${textOf(found)}`;
  if (open !== undefined) return { kind: "update", number: open.number, body };
  return { kind: "open", body };
}

function textOf(found: Found): string {
  if ("failures" in found) {
    return `The pages could not be fetched ${found.failures} times in a row. See the last runs of the workflow.`;
  }
  const text = found.text
    .split("\n")
    .map((line) => escapeText(line, 400))
    .join("\n");
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}\n…` : text;
  return [
    "The weekly check read the portal's pages. CONTRIBUTING says what to do: save the page, and run `npm run drift`.",
    "",
    codeBlock(short),
  ].join("\n");
}

/** Identifies what was found, whatever line it stands on; nothing if there is nothing to report. */
function fingerprintOf(found: Found): string | undefined {
  if ("failures" in found) return found.failures >= MOST_FAILURES ? FAILED : undefined;
  const { report } = found;
  if (exitCodeOf(report, "any") === 0) return undefined;
  const changes = report.changes.map(({ at, keyword, class: driftClass, is }) => [
    at,
    keyword,
    driftClass,
    is,
  ]);
  const unread = report.unread.map(({ file, text, why }) => [file, text, why]);
  const text = JSON.stringify([...changes, ...unread].map((item) => JSON.stringify(item)).sort());
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
