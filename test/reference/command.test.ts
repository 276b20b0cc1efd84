import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { highlight } from "../../scripts/reference/code.js";
import { html } from "../../scripts/reference/html.js";
import { toMarkdown } from "../../scripts/reference/machines/markdown.js";
import { serve } from "../../scripts/reference/serve.js";
import { findBrowser } from "../../scripts/tools/browser.js";
import { projectRoot } from "../support/project.js";
import { INTERRUPTED, runScript, startScript } from "../support/run.js";

test("text of the contract cannot become markup", () => {
  expect(html`<p title="${'"'}">${"<script>"}</p>`.text).toBe(
    '<p title="&quot;">&lt;script&gt;</p>',
  );
});

test("comments, strings and the keys of JSON are marked, and the text stays as it is", () => {
  expect(highlight('{ "a": 1 } // <b>').text).toBe(
    '{ <span class="key">&quot;a&quot;</span>: 1 } <span class="comment">// &lt;b&gt;</span>',
  );
});

test("a bar in the cell of a table does not end it in Markdown", () => {
  const table = html`<table><tbody><tr><td>${"a|b"}</td></tr></tbody></table>`;
  expect(toMarkdown(table)).toBe("| a\\|b |\n");
});

test("a site below a sub-path is served nowhere else", async () => {
  const { url, close } = await serve(join(projectRoot, "openapi"), 0, "/sub/");
  const status = async (path: string) => (await fetch(new URL(path, url))).status;
  expect([await status("/sub/README.md"), await status("/abc/README.md")]).toEqual([200, 404]);
  await close();
});

test("without a browser the message says where one was looked for and how to get one", () => {
  expect(() => findBrowser(undefined, ["/nowhere/chromium"])).toThrow(
    /None is at \/nowhere\/chromium[\s\S]*apt-get install -y chromium[\s\S]*CHROMIUM_PATH/,
  );
  expect(() => findBrowser("/nowhere/mine")).toThrow(
    "CHROMIUM_PATH says /nowhere/mine, and nothing is there",
  );
});

test("a port that is taken is reported with the way out", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(serve(projectRoot, port)).rejects.toThrow(
    `port ${port} is taken. Give another with --port`,
  );
  await new Promise((resolve) => other.close(resolve));
});

test.for([
  ["--watch", "Unknown option '--watch'"],
  ["--port=70000", "70000 is not a port"],
  ["--address=reference", "--address is no address of a site"],
] as const)(
  "npm run reference with %s prints the usage and builds nothing",
  async ([option, message]) => {
    const { code, output } = await runScript("scripts/reference.ts", [option]);
    expect(code).toBe(1);
    expect(output).toContain(message);
    expect(output).toContain("Usage: npm run reference");
    expect(output).not.toContain("Built");
  },
);

test("npm run reference -- --serve serves what it built until it is stopped", async () => {
  const { output, stop } = await startScript("scripts/reference.ts", ["--serve"], "Ctrl+C");
  const [url = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(output) ?? [];
  const response = await fetch(`${url}createOrder.html`);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("<h1>Create order</h1>");
  expect((await fetch(`${url}nothing.html`)).status).toBe(404);
  expect(await stop()).toBe(INTERRUPTED);
});
