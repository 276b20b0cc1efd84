import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildReference } from "./reference/build-site.js";
import { serve } from "./reference/serve.js";
import { startBrowser } from "./tools/browser.js";
import { command } from "./tools/command.js";

const FILE = ".github/reference.png";

const USAGE = `Usage: npm run screenshot
  Takes the picture for CONTRIBUTING.md, .github/reference.png: fields of Create order beside a sample.`;

await command(import.meta.url, USAGE, async (args) => {
  parseArgs({ args });
  const browser = await startBrowser();
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-site-"));
  try {
    await buildReference(process.cwd(), folder);
    const site = await serve(folder);
    const page = await browser.newPage({
      colorScheme: "light",
      viewport: { width: 1400, height: 800 },
    });
    await page.goto(`${site.url}createOrder.html#request.amount`);
    await page.getByLabel("Request in").waitFor();
    await page.screenshot({ path: FILE, animations: "disabled" });
    await site.close();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  console.log(`Wrote ${FILE}.`);
});
