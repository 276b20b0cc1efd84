import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { factCount } from "../support/fact-count.js";
import { useInstalled } from "../support/install.js";

const project = useInstalled();
let folder: string;
/** The files of the package, with slashes on every system. */
let files: string[];

beforeAll(() => {
  folder = join(project.folder, "node_modules/enkash-contract");
  files = readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll("\\", "/"))
    .filter((name) => statSync(join(folder, name)).isFile());
});

const read = (name: string) => readFileSync(join(folder, name), "utf8");
const built = () => files.filter((name) => /^dist\/.*(?<!\.d)\.[jt]s$/.test(name));

/** Every kind of file that may be published. */
const PUBLISHED = [
  /^(package\.json|LICENSE|(README|CHANGELOG|SECURITY)\.md)$/,
  /^generated\/openapi\.(yaml|json)$/,
  /^openapi\/readings\.yaml$/,
  /^dist\/(shared\/)?[\w-]+(\.js|\.d\.ts)$/,
  /^test\/testing\/recipes\/([\w-]+\.test\.ts|package\.json|compose\.yaml)$/,
  /^test\/testing\/recipes\/jest-\w+\/([\w-]+\.test\.[jt]s|(jest|babel)\.config\.js|package\.json)$/,
  /^test\/testing\/recipes\/(php|python)\/[\w-]+\.(php|py)$/,
  /^test\/package\/consumer\/(src\/[\w.-]+\.ts|package\.json|tsconfig\.json)$/,
];

test("nothing is published but the build, the contract, and what the documents lead to", () => {
  expect(files.filter((name) => !PUBLISHED.some((pattern) => pattern.test(name)))).toEqual([]);
  for (const pattern of PUBLISHED) expect(files).toContainEqual(expect.stringMatching(pattern));
});

test("every link of a published document leads to a file or a heading in the package", () => {
  const documents = files.filter((name) => /^[^/]+\.md$/.test(name));
  expect(documents).toEqual(expect.arrayContaining(["README.md", "CHANGELOG.md", "SECURITY.md"]));
  const broken = documents.flatMap((name) =>
    links(read(name))
      .filter((link) => !leadsSomewhere(name, link))
      .map((link) => `${name}: ${link}`),
  );
  expect(broken).toEqual([]);
});

/** Returns the targets of links and pictures that lead to no other host. */
function links(markdown: string): string[] {
  const text = markdown.replace(/^```[\s\S]*?^```/gm, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)|\b(?:href|src)="([^"]+)"/g)];
  return targets.map(([, link, attribute]) => link ?? attribute ?? "").filter(isLocal);
}

function isLocal(link: string): boolean {
  return !/^[a-z]+:/.test(link);
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const target = path === "" ? document : join(dirname(document), path);
  if (!existsSync(join(folder, target))) return false;
  if (heading === undefined || !target.endsWith(".md")) return true;
  return headings(read(target)).includes(heading);
}

/** Returns the anchors of a document's headings, as GitHub and npm make them. */
function headings(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test("the package takes at most 268 kB, and 417 in blocks, with 1.25 kB for each fact", () => {
  const sizes = files.map((name) => statSync(join(folder, name)).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const blocks = sizes.reduce((sum, size) => sum + Math.ceil(size / 4096) * 4096, 0);
  console.log(`Installed: ${files.length} files, ${total} bytes, ${blocks} in blocks of 4 kB`);
  const ofFacts = 1_250 * factCount;
  expect(total).toBeLessThanOrEqual(268_000 + ofFacts);
  expect(blocks).toBeLessThanOrEqual(417_000 + ofFacts);
});

test("every package that the code imports is a dependency, and none is built in", () => {
  const { dependencies } = JSON.parse(read("package.json"));
  const imported = new Set<string>();
  for (const name of built()) {
    const specifiers = [...read(name).matchAll(/\b(?:from |import\()['"]([^'"]+)['"]/g)];
    for (const [, specifier = ""] of specifiers)
      if (!/^(\.|node:)/.test(specifier)) imported.add(specifier);
  }
  expect([...imported].sort()).toEqual(Object.keys(dependencies).sort());
});

test("every class is built once, so that instanceof holds across entry points", () => {
  const classes = built().flatMap((name) =>
    [...read(name).matchAll(/\bclass (\w+)/g)].map(([, declared = ""]) => declared),
  );
  expect(classes).toContain("EnkashErrorBase");
  expect(classes.filter((name, index) => classes.indexOf(name) !== index)).toEqual([]);
});
