import { changelogPage } from "./pages/changelog-page.js";
import { notFoundPage } from "./pages/not-found-page.js";
import { operationPage } from "./pages/operation-page.js";
import { overviewPage } from "./pages/overview-page.js";
import { proofPage } from "./pages/proof-page.js";
import { readingsPage } from "./pages/readings-page.js";
import type { Site, SitePage } from "./read-site.js";

/**
 * Lists the pages. Navigation, search, sitemap, `llms.txt`, Markdown twins and tests use this
 * list.
 */
export async function sitePages(site: Site): Promise<SitePage[]> {
  return [
    overviewPage(site),
    ...(await Promise.all(site.operations.map((view) => operationPage(site, view)))),
    readingsPage(site),
    proofPage(site),
    changelogPage(site),
    notFoundPage(),
  ];
}
