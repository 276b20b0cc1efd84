import { rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { useInstalled } from "../support/install.js";

const require = createRequire(import.meta.url);
const project = useInstalled();

beforeAll(() => {
  // The options stand on the command line alone.
  rmSync(join(project.folder, "tsconfig.json"));
  const code = `import { type CreateOrderRequest, createEnkashClient, createRawClient, EnkashError, orderStatuses } from "enkash-contract";
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
  for (const name of ["call.ts", "call.cts"]) writeFileSync(join(project.folder, name), code);
});

const RESOLUTIONS = [
  ["esnext", "bundler"],
  ["node16", "node16"],
  ["nodenext", "nodenext"],
] as const;

test.each(
  ["typescript-5.4", "typescript", "typescript-6.0", "typescript-7.0"].flatMap((compiler) =>
    RESOLUTIONS.map(([module, resolution]) => [compiler, module, resolution] as const),
  ),
)(
  "a consumer compiles with %s, module %s and %s resolution, the libraries checked, too",
  async (compiler, module, resolution) => {
    expect(await compile(compiler, "call.ts", module, resolution)).toEqual({ code: 0, output: "" });
  },
);

test.each(["typescript", "typescript-6.0", "typescript-7.0"])(
  "a CommonJS consumer compiles with %s and nodenext",
  async (compiler) => {
    expect(await compile(compiler, "call.cts", "nodenext", "nodenext")).toEqual({
      code: 0,
      output: "",
    });
  },
);

function compile(compiler: string, file: string, module: string, resolution: string) {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  const options = [
    "--strict",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom,dom.iterable",
    "--skipDefaultLibCheck",
  ];
  // With declarations, for what a module exports must be possible to name.
  const output = ["--declaration", "--outDir", "emitted"];
  const how = ["--module", module, "--moduleResolution", resolution];
  return project.run(process.execPath, [tsc, ...options, ...output, ...how, file]);
}
