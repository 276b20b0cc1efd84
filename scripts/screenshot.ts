import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildReference } from "./reference/build.js";
import { serve } from "./reference/serve.js";
import { startBrowser } from "./tools/browser.js";
import { command } from "./tools/command.js";

const FILE = ".github/reference.png";

/** Takes the picture of the reference that README.md shows: Create order, in light colours. */
await command(import.meta.url, async () => {
  const browser = await startBrowser();
  const folder = mkdtempSync(join(tmpdir(), "enkash-contract-site-"));
  try {
    buildReference(process.cwd(), folder);
    const site = await serve(folder);
    const page = await browser.newPage({
      colorScheme: "light",
      viewport: { width: 1200, height: 640 },
    });
    await page.goto(`${site.url}index.html#/payment-gateway/createorder`);
    await page.getByText("createEnkashClient").first().waitFor();
    await page.getByRole("button", { name: "Search Ctrl+K" }).waitFor();
    await page.screenshot({ path: FILE, animations: "disabled" });
    await site.close();
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
  console.log(`Wrote ${FILE}.`);
});
