import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type ts from "typescript";
import { expect, onTestFinished, test } from "vitest";
import { fetchOrderInfoOrderStatuses, fetchOrderInfoPaymentStatuses } from "../../src/index.js";
import { useInstalled } from "../support/install.js";
import { LanguageServer } from "../support/language-server.js";

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

interface Editor {
  /** Lists what is offered between the quotes that end a text of the module. */
  completions(at: number): Promise<string[]> | string[];
  /** Returns what is shown over a place. */
  hover(at: number): Promise<string> | string;
  stop(): void;
}

/** Starts the language service of a compiler before version 7. */
function service(compiler: string, file: string): Editor {
  const typescript: typeof ts = require(compiler);
  const { sys, ModuleKind, ModuleResolutionKind, ScriptTarget, ScriptSnapshot } = typescript;
  const read = (name: string) => (name === file ? CODE : sys.readFile(name));
  const started = typescript.createLanguageService({
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
    completions: (at) => {
      const found = started.getCompletionsAtPosition(file, at, undefined);
      return (found?.entries ?? []).map(({ name }) => name);
    },
    hover: (at) => {
      const { displayParts } = started.getQuickInfoAtPosition(file, at) ?? {};
      return typescript.displayPartsToString(displayParts);
    },
    stop: () => started.dispose(),
  };
}

async function start(compiler: string): Promise<Editor> {
  const file = join(project.folder, "editor.mts");
  if (compiler !== "typescript-7.0") return service(compiler, file);
  const folder = dirname(require.resolve(`${compiler}/package.json`));
  return await LanguageServer.start(folder, file, CODE);
}

test.each(["typescript-5.4", "typescript", "typescript-7.0"])(
  "with %s an editor completes and shows the values of a status that may grow",
  async (compiler) => {
    const editor = await start(compiler);
    onTestFinished(() => editor.stop());
    const completions = async (text: string) =>
      (await editor.completions(CODE.indexOf(text) + text.length)).sort();
    const known = [...fetchOrderInfoPaymentStatuses].sort();
    expect(await completions(`payload.paymentStatus === "`)).toEqual(known);
    expect(await completions(`paylod.paymentStatus === "`)).toEqual(known);
    expect(await completions(`status: FetchOrderInfoPaymentStatus = "`)).toEqual(known);
    expect(await completions(`case "`)).toEqual([...fetchOrderInfoOrderStatuses].sort());
    const shown = await editor.hover(CODE.indexOf("FetchOrderInfoPaymentStatus }"));
    for (const value of known) expect(shown).toContain(value);
  },
);
