import type { Site, SitePage } from "../read-site.js";

/** Writes `robots.txt`; it names the sitemap where the address of the site is known. */
export function robotsText({ address }: Site): string {
  const map = address === undefined ? "" : `Sitemap: ${address}sitemap.xml\n`;
  return `User-agent: *\nAllow: /\n${map}`;
}

/** Writes `sitemap.xml`, which needs whole addresses. */
export function sitemap(address: string, pages: readonly SitePage[]): string {
  const urls = pages
    .filter(({ group }) => group !== undefined)
    .map(({ file }) => `<url><loc>${address}${file}</loc></url>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("")}</urlset>
`;
}
