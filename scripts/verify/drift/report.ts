import type { Form, Unread } from "../../pages/saved-page.js";
import { CLASSES, type DriftChange, type DriftClass } from "./change.js";
import { escapeJson, escapeText, showValue } from "./escape.js";

/** A saved file that was looked at. */
interface Input {
  file: string;
  /** `null` if the file is no page. */
  form: Form | null;
  /** Operation that the page is about; `null` if it is none of ours. */
  operation: string | null;
  page: string | null;
  modified: string | null;
  sha256: string;
}

/** All that a run found. */
export interface DriftReport {
  schemaVersion: 1;
  inputs: Input[];
  changes: DriftChange[];
  notShown: { file: string; what: string }[];
  unread: ({ file: string } & Pick<Unread, "line" | "text" | "why">)[];
}

/** Level from which on a change makes the exit code 1. */
export type DriftFailOn = "breaking" | "any" | "none";

const DRIFT: DriftClass[] = ["breaking", "compatible", "review", "disclosed"];

const MEANING: Record<DriftClass, string> = {
  breaking: "callers that follow our contract fail, or mistake a response",
  review: "somebody has to decide",
  disclosed: "the page now shows what we knew from an example or from elsewhere",
  compatible: "callers that follow our contract go on working",
  "undated change": "the facts changed, the date of the page did not",
  cosmetic: "words and values that constrain nothing",
  notice: "about the portal",
  "dated only": "a newer date, the same facts",
  "older copy": "the page is older than the one that we hold: no news",
};

/** Returns the exit code of a report: 2 if it is incomplete, 1 if there is drift, else 0. */
export function exitCodeOf(
  { changes, unread, inputs }: DriftReport,
  failOn: DriftFailOn,
): 0 | 1 | 2 {
  if (unread.length > 0 || inputs.some(({ operation }) => operation === null)) return 2;
  if (failOn === "none") return 0;
  const grave = failOn === "breaking" ? ["breaking"] : (DRIFT as string[]);
  return changes.some((change) => grave.includes(change.class)) ? 1 : 0;
}

/** Writes a report for programs. */
export function reportAsJson(report: DriftReport): string {
  return escapeJson(report);
}

/** Writes a report for people. */
export function reportAsText(report: DriftReport, filesOf: (at: string) => string[]): string {
  const blocks = report.inputs.map(describeInput);
  for (const driftClass of CLASSES) {
    const changes = report.changes.filter((change) => change.class === driftClass);
    if (changes.length === 0) continue;
    const lines = changes.map((change) => describeChange(change, filesOf));
    blocks.push(`\n${driftClass}: ${MEANING[driftClass]}\n\n${lines.join("\n\n")}`);
  }
  if (report.unread.length > 0) {
    const lines = report.unread.map(
      ({ file, line, text, why }) =>
        `  ${escapeText(file)}${line === null ? "" : `:${line}`}  ${escapeText(why)}\n    ${escapeText(text)}`,
    );
    blocks.push(`\nunread: may hide a change\n\n${lines.join("\n")}`);
  }
  return `${blocks.join("\n")}\n\n${summary(report)}\n`;
}

function describeInput({ file, form, operation, page, modified }: Input): string {
  if (form === null) return `${escapeText(file)}: not read`;
  const date = modified === null ? "no date shown" : `modified ${modified}`;
  const what = operation ?? "none of our pages";
  return `${escapeText(file)}: ${what} (${escapeText(page ?? "no title")}, ${form}, ${date})`;
}

function describeChange(change: DriftChange, filesOf: (at: string) => string[]): string {
  const { at, keyword, was, is, line, readings, operation } = change;
  const files = [`test/facts/${operation}.yaml`, ...filesOf(at)];
  const lines = [
    `  ${escapeText(at)}: ${keyword}`,
    `    our facts state   ${showValue(was)}`,
    `    the page states   ${showValue(is)}${line === null ? "" : `   (line ${line})`}`,
  ];
  if (readings.length > 0) lines.push(`    readings          ${readings.join(", ")}`);
  if (change.class !== "older copy") lines.push(`    edit              ${files.join(", ")}`);
  return lines.join("\n");
}

function summary({ changes, unread, inputs }: DriftReport): string {
  const foreign = inputs.filter(({ operation }) => operation === null).length;
  const parts = CLASSES.flatMap((driftClass) => {
    const count = changes.filter((change) => change.class === driftClass).length;
    return count === 0 ? [] : [`${count} ${driftClass}`];
  });
  if (foreign > 0) parts.push(`${foreign} not one of our pages`);
  if (unread.length > 0) parts.push(`${unread.length} unread`);
  return parts.length === 0 ? "No drift." : `Drift: ${parts.join(", ")}.`;
}
