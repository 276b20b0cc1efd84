import { type Html, html } from "./html.js";
import { markdownName } from "./machines/markdown.js";
import type { Site, SitePage } from "./read-site.js";

/** The mock may listen on any port of this machine; no page may connect to anything else. */
const LOOPBACK = "http://127.0.0.1:* http://localhost:*";

/** The dialog of the search; `assets/site.js` opens it and loads what it needs. */
const SEARCH = html`<dialog class="search" aria-label="Search">
<div class="search-line">
<input type="text" role="combobox" aria-label="Search fields, readings, states and words"
aria-autocomplete="list" aria-controls="search-results" aria-expanded="false" autocomplete="off"
spellcheck="false" placeholder="paymentDetail.ifsc, 117, sandbox, PHP …">
<button type="button">Close</button>
</div>
<ul id="search-results" role="listbox" aria-label="Results" hidden></ul>
<p role="status"></p>
</dialog>`;

const GROUPS = ["Start", "Operations", "Where it comes from"] as const;

/** Renders a page with its head, the navigation and the footer. */
export function renderPage(site: Site, page: SitePage, pages: readonly SitePage[]): string {
  const { title: name, version } = site.contract.info;
  return `<!DOCTYPE html>
${
  html`<html lang="en">
<head>
${head(site, page)}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="bar">
<button type="button" class="menu-open" popovertarget="menu">Menu</button>
<p><a href="index.html">${name}</a> <small>${version}</small></p>
<button type="button" class="search-open" hidden>Search <kbd>/</kbd></button>
</header>
<div class="frame">
<nav id="menu" popover aria-label="Pages">
${GROUPS.map((group) => navigationGroup(group, page, pages))}</nav>
<main id="content">
${page.content}
</main>
</div>
<footer>
<p>${name} ${version}. Written from EnKash's developer portal, independent of EnKash.
<a href="openapi.yaml">openapi.yaml</a> · <a href="openapi.json">openapi.json</a> · <a
href="llms.txt">llms.txt</a> · <a href="${markdownName(page.file)}">This page as Markdown</a></p>
</footer>
${SEARCH}
</body>
</html>`.text
}
`;
}

function head({ contract, address }: Site, { file, title, description, tryIt }: SitePage): Html {
  const { title: name, version } = contract.info;
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "script-src 'self'",
    tryIt === true && `connect-src ${LOOPBACK}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.filter(Boolean).join("; ")}">
<title>${title} · ${name} ${version}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#14171c" media="(prefers-color-scheme: dark)">
<meta property="og:type" content="website">
<meta property="og:site_name" content="${name}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
${
  address !== undefined &&
  html`<meta property="og:url" content="${address}${file}">
<link rel="canonical" href="${address}${file}">
`
}<link rel="icon" href="favicon.svg" type="image/svg+xml">
<link rel="alternate" type="text/markdown" href="${markdownName(file)}">
<link rel="stylesheet" href="style.css">
<script src="site.js" defer></script>
${tryIt === true && html`<script src="try-it.js" defer></script>\n`}`;
}

function navigationGroup(
  group: (typeof GROUPS)[number],
  current: SitePage,
  pages: readonly SitePage[],
): Html {
  const links = pages.filter((page) => page.group === group);
  return html`<p id="menu.${group.replaceAll(" ", "-")}">${group}</p>
<ul aria-labelledby="menu.${group.replaceAll(" ", "-")}">
${links.map((page) => navigationLink(page, page === current))}</ul>
`;
}

function navigationLink({ file, title, sections = [] }: SitePage, current: boolean): Html {
  if (!current) return html`<li><a href="${file}">${title}</a></li>\n`;
  const links = sections.map(
    ({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>\n`,
  );
  return html`<li><a href="${file}" aria-current="page">${title}</a>
${links.length > 0 && html`<ul>${links}</ul>`}</li>\n`;
}
