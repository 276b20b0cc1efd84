import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpoints, readContract } from "../../scripts/contract/document.js";
import { type Mock, startMock } from "../../scripts/tools/prism.js";
import { projectRoot } from "../support/project.js";

const folder = join(projectRoot, "scripts/reference/samples");
const ids = endpoints(readContract()).map(({ operation }) => operation.operationId);

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(readContract());
});
afterAll(() => mock.close());

/** Runs a sample as a reader would, with the address of the mock in the environment. */
function run(
  program: string,
  args: string[],
): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(program, args, {
    cwd: projectRoot,
    env: { ...process.env, ENKASH_URL: mock.url },
  });
  let out = "";
  let error = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    error += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, error }));
  });
}

test("every operation has a sample in TypeScript and one in curl, and there is no other", () => {
  expect(readdirSync(folder).sort()).toEqual(ids.flatMap((id) => [`${id}.sh`, `${id}.ts`]).sort());
});

test.for(ids)("the curl sample of %s gets an answer from the mock", async (id) => {
  const { code, out, error } = await run("sh", [join(folder, `${id}.sh`)]);
  expect({ code, error }, out).toEqual({ code: 0, error: "" });
  expect(JSON.parse(out)).toHaveProperty("response_code");
});

const printed: Record<string, string> = {
  createOrder: "ENK0000001001\n",
  payInvoices: "Success\n",
  fetchOrderInfo: "SUCCESS SUCCESS\n",
};

test.for(ids)(
  "the TypeScript sample of %s prints what the mock answers",
  { timeout: 30_000 },
  async (id) => {
    const { code, out, error } = await run(process.execPath, [
      "--import",
      "tsx",
      join(folder, `${id}.ts`),
    ]);
    expect({ code, error }).toEqual({ code: 0, error: "" });
    expect(out).toContain(printed[id]);
  },
);
