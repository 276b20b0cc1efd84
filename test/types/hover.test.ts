import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../support/project.js";

const file = join(projectRoot, "test/types/hover.example.ts");
const code = `import type { CreateOrderRequest, OrderPaymentDetail } from "../../generated/types.js";
import type { EnkashClient, EnkashDriftError, EnkashError } from "../../src/index.js";
export declare const error: EnkashError;
export const kind = error.kind;
export declare const drift: EnkashDriftError<"createOrder">;
export const details = drift.unredacted();
export declare const enkash: EnkashClient;
const result = await enkash.createOrder(request);
export const address = result.payload.redirectionUrl;
export declare const request: CreateOrderRequest;
export const detail: OrderPaymentDetail = request.paymentDetail;
export const amount = request.amount;
export const value = request.amount.value;
export const ifsc = detail.ifsc;
`;

const service = ts.createLanguageService({
  getCompilationSettings: () => ({
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    lib: ["lib.es2022.d.ts"],
  }),
  getScriptFileNames: () => [file],
  getScriptVersion: () => "1",
  getScriptSnapshot: (name) => {
    if (name === file) return ts.ScriptSnapshot.fromString(code);
    const text = ts.sys.readFile(name);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => projectRoot,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: ts.sys.readFile,
});

/** Returns what an editor shows over the last place where `text` stands. */
function hover(text: string) {
  const info = service.getQuickInfoAtPosition(file, code.lastIndexOf(text));
  return {
    type: ts.displayPartsToString(info?.displayParts),
    text: ts.displayPartsToString(info?.documentation),
  };
}

describe("an editor shows", () => {
  test("the name of a schema, and not what it stands for", () => {
    expect(hover("request: Create").type).toBe("const request: CreateOrderRequest");
    expect(hover("amount = request").type).toBe("const amount: Amount");
  });

  test("a property's description as its main text, with limits, page and place", () => {
    const { text } = hover("value;");
    expect(text).toMatch(/^Rupees, as a JSON number and never a string\./);
    expect(text).toContain("Limits: at least 0.01.");
    expect(text).toContain("Page: Create Order, `createOrder.request.amount.value`.");
    expect(hover("ifsc;").text).toContain("Limits: exactly 11 characters, matches `^[A-Z]{4}0");
  });

  test("each kind of error once, with what happened", () => {
    const lines = hover("kind;").text.split("\n");
    expect(lines).toContain("`timeout`: the time for the call ran out.");
    expect(lines.filter((line, index) => lines.indexOf(line) !== index)).toEqual([]);
  });

  test("a name for what an error keeps back", () => {
    const { type } = hover("unredacted()");
    expect(type).toContain('unredacted(): UnredactedWith<"response" | "result", "createOrder">');
  });

  test("of a payload nothing that belongs to another operation", () => {
    const { type, text } = hover("payload.redirectionUrl");
    expect(type).toContain("payload: OrderCreateResponse");
    expect(text).toBe("Payload of the response, under one name for all operations.");
  });

  test("the file that the readings stand in", () => {
    expect(hover("value;").text).toContain("See openapi/readings.yaml: amounts-in-rupees.");
  });

  test("the description of a schema where a property refers to it, and the rest at its type", () => {
    expect(hover("paymentDetail;").text).toMatch(/^Bank account details\./);
    const { text } = hover("OrderPaymentDetail }");
    expect(text).toMatch(/^Bank account details\./);
    expect(text).toContain("Limits: no other properties.");
    expect(text).toContain("Page: Create Order, `createOrder.request.paymentDetail`.");
  });
});

test("no comment of the generated types hides its text behind @description", () => {
  const types = readFileSync(join(projectRoot, "generated/types.ts"), "utf8");
  expect(types).not.toContain("@description");
  expect(types).not.toContain("@@");
});
