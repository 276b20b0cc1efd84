import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { endpoints, readContract } from "../../scripts/contract/document.js";
import { INTERRUPTED, runScript, startScript } from "../support/run.js";

test("the mock prints the URL of each operation and a curl line that works, and stops on Ctrl+C", async () => {
  const mock = await startScript("scripts/mock.ts", ["--port", "0"], "Try one:\n  curl ");
  const urls = [...mock.output.matchAll(/POST (http:\/\/127\.0\.0\.1:\d+\/\S+)/g)].map(
    ([, url = ""]) => url,
  );
  const paths = endpoints(readContract()).map(({ path }) => path);
  expect(urls.map((url) => new URL(url).pathname)).toEqual(paths);
  const [, body = ""] = /-d '(.*)'/.exec(mock.output) ?? [];
  const headers = {
    merchantAccessKey: "test",
    Authorization: "test",
    "Content-Type": "application/json",
  };
  const accept = (accept: string) =>
    fetch(urls[0] ?? "", { method: "POST", headers: { ...headers, accept }, body });
  // No media type at all once ended the process.
  expect((await accept("garbage")).status).toBe(406);
  const response = await accept("*/*");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({
    response_code: 0,
    payload: { orderId: "ENK0000001001" },
  });
  expect(await mock.stop()).toBe(INTERRUPTED);
});

test("a port that is taken ends the mock with one clear line and exit code 1", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  try {
    const { code, output } = await runScript("scripts/mock.ts", ["--port", `${port}`]);
    expect(output).toBe(`Port ${port} is taken. For any free one: npm run mock -- --port 0\n`);
    expect(code).toBe(1);
  } finally {
    other.close();
  }
});

test.each(["x", "65536"])(
  "the port %j ends the mock with a clear line and exit code 1",
  async (port) => {
    const { code, output } = await runScript("scripts/mock.ts", [`--port=${port}`]);
    expect(output).toContain("is not a port: give a whole number from 0 (any free one) to 65535.");
    expect(code).toBe(1);
  },
);
