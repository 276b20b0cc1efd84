import { createRequire } from "node:module";
import { join } from "node:path";
import type ts from "typescript";
import { expect, test } from "vitest";
import { fetchOrderInfoOrderStatuses, fetchOrderInfoPaymentStatuses } from "../../src/index.js";
import { useInstalled } from "../support/install.js";

const require = createRequire(import.meta.url);
const project = useInstalled();

/** A module that is being written: the texts between quotes are still empty. */
const CODE = `import { createEnkashClient, createRawClient, type FetchOrderInfoPaymentStatus } from "enkash-contract";
const enkash = createEnkashClient({ environment: "test" });
const { payload } = await enkash.fetchOrderInfo({ orderId: "OR1" });
if (payload.paymentStatus === "") console.log();
switch (payload.orderStatus) { case "": break; }
const raw = await createRawClient().fetchOrderInfo({ orderId: "OR1" }, { baseUrl: "https://a.example" });
if (raw.data?.paylod.paymentStatus === "") console.log();
const status: FetchOrderInfoPaymentStatus = "";
`;

/** Starts what an editor runs for the module. */
function editor(compiler: string) {
  const typescript: typeof ts = require(compiler);
  const file = join(project.folder, "editor.mts");
  const { sys, ModuleKind, ModuleResolutionKind, ScriptTarget, ScriptSnapshot } = typescript;
  const read = (name: string) => (name === file ? CODE : sys.readFile(name));
  const service = typescript.createLanguageService({
    getCompilationSettings: () => ({
      strict: true,
      target: ScriptTarget.ES2022,
      module: ModuleKind.NodeNext,
      moduleResolution: ModuleResolutionKind.NodeNext,
      types: [],
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = read(name);
      return text === undefined ? undefined : ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => project.folder,
    getDefaultLibFileName: typescript.getDefaultLibFilePath,
    fileExists: (name) => name === file || sys.fileExists(name),
    readFile: read,
    directoryExists: sys.directoryExists,
    getDirectories: sys.getDirectories,
  });
  return {
    completions: (text: string) => {
      const at = CODE.indexOf(text) + text.length;
      const found = service.getCompletionsAtPosition(file, at, undefined);
      return (found?.entries ?? []).map(({ name }) => name).sort();
    },
    hover: (text: string) => {
      const { displayParts } = service.getQuickInfoAtPosition(file, CODE.indexOf(text)) ?? {};
      return typescript.displayPartsToString(displayParts);
    },
  };
}

// TypeScript 7 has no such service in JavaScript.
test.each(["typescript-5.4", "typescript", "typescript-6.0"])(
  "with %s an editor completes and shows the values of a status that may grow",
  (compiler) => {
    const { completions, hover } = editor(compiler);
    const known = [...fetchOrderInfoPaymentStatuses].sort();
    expect(completions(`payload.paymentStatus === "`)).toEqual(known);
    expect(completions(`paylod.paymentStatus === "`)).toEqual(known);
    expect(completions(`status: FetchOrderInfoPaymentStatus = "`)).toEqual(known);
    expect(completions(`case "`)).toEqual([...fetchOrderInfoOrderStatuses].sort());
    for (const value of known) expect(hover("FetchOrderInfoPaymentStatus }")).toContain(value);
  },
);
