import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confidential, confidentialIn } from "../support/confidential.js";
import { startHostileServer } from "../support/hostile-server.js";
import { useApp } from "../support/install.js";

const app = useApp("test/world/runners");
let env: Record<string, string>;
let hostile: Awaited<ReturnType<typeof startHostileServer>>;

beforeAll(async () => {
  hostile = await startHostileServer();
  env = {
    ENKASH_URL: hostile.url,
    ENKASH_ACCESS_KEY: confidential.merchantAccessKey,
    ENKASH_TOKEN: confidential.paymentGatewayToken,
    ACCOUNT_NUMBER: confidential.cardNumber,
  };
});
afterAll(() => hostile.close());

/** What every tool has to show of an error: its name, and the first line of its message. */
const failures: Record<string, [name: string, message: string]> = {
  "drop-before-headers": ["EnkashNetworkError", "createOrder got no response: UND_ERR_SOCKET"],
  "401-refused": ["EnkashRefusedError", "EnKash refused createOrder with response_code 117"],
  drifting: ["EnkashDriftError", "createOrder succeeded, and its response violates the contract"],
};

/** Longer lines than these are code that nobody wrote, and push the message off the screen. */
const LONGEST_LINE = 320;

/** Runs a program in which errors escape, and returns what it printed. */
async function run(args: string[]): Promise<string> {
  const { code, output } = await app.run(process.execPath, args, env);
  expect(code, output).not.toBe(0);
  expect(confidentialIn(output)).toEqual([]);
  return output;
}

describe("errors that escape a test are shown by their name, message and place in", () => {
  test.each([
    ["vitest", ["node_modules/vitest/vitest.mjs", "run"], "escaping.vitest.js:5:3"],
    ["node:test", ["--test", "escaping.node.js"], "escaping.node.js:5:3"],
    [
      "Jest",
      ["--experimental-vm-modules", "node_modules/jest/bin/jest.js"],
      "escaping.jest.js:4:3",
    ],
    ["mocha", ["node_modules/mocha/bin/mocha.js", "escaping.mocha.js"], "escaping.mocha.js:5:3"],
  ])("%s", async (_, args, place) => {
    const output = await run(args);
    for (const [name, message] of Object.values(failures)) {
      expect(output).toContain(name);
      expect(output).toContain(message);
    }
    expect(output).toContain(place);
    expect(output).not.toContain("serialize");
    expect(longestLine(output)).toBeLessThan(LONGEST_LINE);
  });
});

describe.each([
  "uncaught.js",
  "unhandled.js",
  "console-error.js",
  "structured-clone.js",
  "json.js",
])("printed by %s", (script) => {
  test.each(Object.entries(failures))("%s is readable", async (scenario, [name, message]) => {
    const output = await run([script, scenario]);
    expect(output).toContain(name);
    expect(output).toContain(message);
    expect(longestLine(output)).toBeLessThan(LONGEST_LINE);
  });
});

test.each(Object.entries(failures))(
  "Sentry reports %s with all that is known of the call",
  async (scenario, [name, message]) => {
    const output = await run(["sentry.js", scenario]);
    const event = output.split("\n").find((line) => line.startsWith(`{"exception"`)) ?? "{}";
    const { exception, contexts } = JSON.parse(event) as {
      exception: { values: { type: string; value: string }[] };
      contexts: Record<string, object>;
    };
    expect(exception.values.at(-1)).toMatchObject({ type: name });
    expect(exception.values.at(-1)?.value).toContain(message);
    expect(contexts[name]).toMatchObject({ operation: "createOrder", method: "POST" });
  },
);

function longestLine(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}
