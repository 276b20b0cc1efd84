import type { Site, SitePage } from "../read-site.js";
import { markdownName, toMarkdown } from "./markdown.js";

/** Writes `llms.txt`: an index of the Markdown twins and of the files for machines. */
export function llmsText({ contract, operations }: Site, pages: SitePage[]): string {
  const { title, version, description } = contract.info;
  const summaries = operations.map(({ operation }) => operation.summary);
  return `# ${title} ${version}

> ${summaries.join(", ")} at EnKash:
> one OpenAPI 3.1 document, a typed client, a mock.

${description.trim()}

## Pages

${pages
  .filter(({ group }) => group !== undefined)
  .map(
    ({ file, title: name, description: text }) => `- [${name}](${markdownName(file)}): ${text}\n`,
  )
  .join("")}
## Files

- [openapi.yaml](openapi.yaml): the contract, OpenAPI 3.1
- [openapi.json](openapi.json): the same in JSON
- [openapi-3.0.json](openapi-3.0.json): the same in OpenAPI 3.0, for tools that know no 3.1
- [postman-collection.json](postman-collection.json): every example, for Postman
- [bruno-collection.json](bruno-collection.json): every example, for Bruno
- [llms-full.txt](llms-full.txt): all pages in one file, with every constraint and value
`;
}

/** Writes `llms-full.txt`: all pages in Markdown, with every constraint and value. */
export function llmsFullText({ contract }: Site, pages: SitePage[]): string {
  const { title, version } = contract.info;
  const texts = pages
    .filter(({ group }) => group !== undefined)
    .map(({ file, content }) => `<!-- ${markdownName(file)} -->\n\n${toMarkdown(content)}`);
  return `<!-- ${title} ${version}, all pages -->\n\n${texts.join("\n")}`;
}
