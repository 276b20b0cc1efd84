import { type Contract, endpoints } from "../contract/document.js";
import { type Html, html } from "./html.js";

/** The mock may listen on any port of this machine; no page may connect to anything else. */
const LOOPBACK = "http://127.0.0.1:* http://localhost:*";

/** What a page adds to the common frame. */
export interface Page {
  title: string;
  description: string;
  content: Html;
  /** Name of a script that may talk to a mock on this machine. */
  script?: string;
}

/** Renders a static page in the common frame: it needs neither a script nor another host. */
export function renderPage(
  contract: Contract,
  { title, description, content, script }: Page,
): string {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src data:",
    script !== undefined && `script-src 'self'; connect-src ${LOOPBACK}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  const { title: name, version } = contract.info;
  return `<!DOCTYPE html>
${
  html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.filter(Boolean).join("; ")}">
<title>${title} · ${name} ${version}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="style.css">
<link rel="stylesheet" href="contract.css">
${script !== undefined && html`<script src="${script}" defer></script>`}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<p><a href="overview.html">${name}</a> <small>${version}</small></p>
<nav aria-label="Pages">
${endpoints(contract).map(
  ({ operation }) => html`<a href="${operation.operationId}.html">${operation.summary}</a>\n`,
)}<a href="readings.html">Readings</a>
<a href="index.html">Interactive</a>
</nav>
</header>
<main id="content">
${content}
</main>
<footer>
<p>${name} ${version}. Written from EnKash's developer portal, independent of EnKash.
<a href="openapi.yaml">openapi.yaml</a> · <a href="openapi.json">openapi.json</a> · <a href="changelog.html">Changelog</a> · <a href="llms.txt">llms.txt</a></p>
</footer>
</body>
</html>`.text
}
`;
}
