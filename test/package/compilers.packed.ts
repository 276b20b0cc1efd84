import { existsSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { useInstalled } from "../support/install.js";

const require = createRequire(import.meta.url);
const project = useInstalled();

/** Uses the types of every entry point. */
const CODE = `import { type CreateOrderRequest, createEnkashClient, createRawClient, EnkashError, orderStatuses } from "enkash-contract";
import { createMockFetch, fixtures } from "enkash-contract/testing";
import type { paths } from "enkash-contract/types";
import { validators } from "enkash-contract/validators";

const fetch = createMockFetch();
const enkash = createEnkashClient({ environment: "test", credentials: { rewardsToken: "t" }, fetch });
export async function status(): Promise<"SUCCESS" | string> {
  try {
    return (await enkash.fetchOrderInfo(fixtures.fetchOrderInfo.full.request)).payload.paymentStatus;
  } catch (error) {
    if (error instanceof EnkashError && error.kind === "refused") return String(error.code);
    throw error;
  }
}
export const first: "CREATED" = orderStatuses[0];
export const valid: boolean = validators.createOrder.request({});
export type Path = keyof paths;
export const narrowed = (value: unknown): string => (validators.createOrder.request(value) ? value.orderId : "");
export function checked(order: CreateOrderRequest): string {
  if (!validators.createOrder.request(order)) throw new Error(order.orderId);
  return order.orderId;
}
export const { http } = createRawClient();
export const { POST } = http;
const baseUrl = "http://127.0.0.1:4010";
export const message: Promise<string | undefined> = http
  .POST("/api/v0/orders", { baseUrl, body: fixtures.createOrder.minimal.request })
  .then(({ data }) => data?.response_message);
// @ts-expect-error: the contract has no such path
void http.POST("/api/v0/refunds", { baseUrl });
// @ts-expect-error: the contract has no such currency
void enkash.createOrder({ orderId: "A", amount: { value: 1, currency: "USD" }, paymentDetail: {} });
`;

const RESOLUTIONS = { esnext: "bundler", node16: "node16", nodenext: "nodenext" };

beforeAll(() => {
  // The options stand in the files below alone.
  rmSync(join(project.folder, "tsconfig.json"));
  for (const name of ["call.ts", "call.cts"]) writeFileSync(join(project.folder, name), CODE);
  for (const [module, moduleResolution] of Object.entries(RESOLUTIONS)) {
    configure(`esm-${module}`, { module, moduleResolution }, "call.ts");
  }
  const nodenext = { module: "nodenext", moduleResolution: "nodenext" };
  configure("commonjs", nodenext, "call.cts");
});

function configure(name: string, options: object, file: string): void {
  const compilerOptions = {
    strict: true,
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    // The libraries are checked, this package with them, but for those of the compiler.
    skipDefaultLibCheck: true,
    // With declarations, for what a module exports must be possible to name.
    declaration: true,
    outDir: `emitted/${name}`,
    ...options,
  };
  const config = { compilerOptions, files: [file] };
  writeFileSync(join(project.folder, `${name}.json`), JSON.stringify(config));
}

const esm = Object.keys(RESOLUTIONS).map((module) => `esm-${module}`);

test.each([
  // Before 5.8, a CommonJS module may not import one that is ESM.
  ["typescript-5.4", esm],
  ["typescript", [...esm, "commonjs"]],
  ["typescript-6.0", [...esm, "commonjs"]],
  ["typescript-7.0", [...esm, "commonjs"]],
])("a consumer compiles with %s: %j", async (compiler, configs) => {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  const files = configs.map((name) => `${name}.json`);
  const args = [tsc, "--build", "--force", "--pretty", "false", ...files];
  expect(await project.run(process.execPath, args)).toEqual({ code: 0, output: "" });
  const emitted = configs.filter((name) => existsSync(join(project.folder, "emitted", name)));
  expect(emitted).toEqual(configs);
});
