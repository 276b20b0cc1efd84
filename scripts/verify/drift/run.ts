import { createHash } from "node:crypto";
import type { FactsFile } from "../../contract/facts.js";
import { type ReadPage, readPage } from "../../pages/read-page.js";
import { NotAPageError } from "../../pages/saved-page.js";
import { assess, compareText } from "./assess.js";
import type { ContractIndex } from "./contract-index.js";
import type { DriftReport } from "./report.js";

/** A saved file. */
export interface SavedFile {
  file: string;
  bytes: Uint8Array;
}

/** What a run found, and the pages that were read. */
export interface DriftRun {
  report: DriftReport;
  pages: (ReadPage & { file: string })[];
}

/** Reads saved files and compares each with our facts. */
export function runDrift(
  files: SavedFile[],
  { ours, index, operation }: { ours: FactsFile[]; index: ContractIndex; operation?: string },
): DriftRun {
  const report: DriftReport = {
    schemaVersion: 1,
    inputs: [],
    changes: [],
    notShown: [],
    unread: [],
  };
  const pages: DriftRun["pages"] = [];
  for (const { file, bytes } of [...files].sort((one, other) =>
    compareText(one.file, other.file),
  )) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const read = tryToRead(bytes, ours, operation);
    if (read instanceof NotAPageError) {
      const none = { form: null, operation: null, page: null, modified: null };
      report.inputs.push({ file, ...none, sha256 });
      report.unread.push({ file, line: null, text: "", why: read.message });
      continue;
    }
    const { page, ours: known } = read;
    const { form, page: title, modified } = page;
    report.inputs.push({ file, form, operation: known?.id ?? null, page: title, modified, sha256 });
    report.notShown.push(...page.notShown.map((what) => ({ file, what })));
    report.unread.push(...page.unread.map(({ line, text, why }) => ({ file, line, text, why })));
    if (known !== undefined) {
      const { changes, missing } = assess(known, page, index);
      report.changes.push(...changes);
      report.unread.push(...missing.map((item) => ({ file, ...item })));
    }
    pages.push({ ...read, file });
  }
  report.unread.sort(
    (one, other) => compareText(one.file, other.file) || (one.line ?? 0) - (other.line ?? 0),
  );
  return { report, pages };
}

function tryToRead(bytes: Uint8Array, ours: FactsFile[], operation: string | undefined) {
  try {
    return readPage(bytes, ours, operation);
  } catch (error) {
    if (error instanceof NotAPageError) return error;
    // Nesting without end exhausts the stack in libraries, too.
    if (error instanceof RangeError) return new NotAPageError("It is nested too deep to be read.");
    throw error;
  }
}
