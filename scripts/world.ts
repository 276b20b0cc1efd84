import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { findBrowser } from "./tools/browser.js";
import { command, Failure } from "./tools/command.js";
import { findPython, hasJavaWithGson, succeeds } from "./tools/languages.js";

const CONFIG = ["--config", "test/world/vitest.config.ts"];

interface Need {
  name: string;
  /** Debian's packages that bring it. */
  packages: string;
  isThere: () => boolean;
}

/** What the tests need beside Node and npm. */
const NEEDS: Need[] = [
  { name: "Chromium", packages: "chromium", isThere: hasBrowser },
  {
    name: "PHP with curl",
    packages: "php-cli php-curl",
    isThere: () => succeeds("php", "-r", "exit(extension_loaded('curl') ? 0 : 1);"),
  },
  {
    name: "Python with requests",
    packages: "python3 python3-requests",
    isThere: () => findPython() !== undefined,
  },
  {
    name: "Java with Gson",
    packages: "default-jdk-headless libgoogle-gson-java",
    isThere: hasJavaWithGson,
  },
  { name: "Go", packages: "golang-go", isThere: () => succeeds("go", "version") },
  { name: "curl", packages: "curl", isThere: () => succeeds("curl", "--version") },
  { name: "jq", packages: "jq", isThere: () => succeeds("jq", "--version") },
];

function hasBrowser(): boolean {
  try {
    findBrowser();
    return true;
  } catch {
    return false;
  }
}

const USAGE = `Usage: npm run test:world -- [part …] [-t NAME] [--missing]
  part       runs the tests whose path contains it: next, samples …; all of them without one
  -t NAME    runs the tests whose name matches
  --missing  prints Debian's packages that are missing, and runs no test`;

await command(import.meta.url, USAGE, (args) => {
  const options = {
    missing: { type: "boolean" },
    testNamePattern: { type: "string", short: "t" },
  } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const missing = NEEDS.filter(({ isThere }) => !isThere());
  const packages = missing.map((need) => need.packages).join(" ");
  if (values.missing) {
    if (packages) console.log(packages);
    return;
  }
  const names = (needs: Need[]) => needs.map(({ name }) => name).join(", ");
  console.log(`Needs ${names(NEEDS)}, and the npm registry.`);
  if (missing.length > 0) {
    const message = `Missing: ${names(missing)}. On Debian: apt-get install -y ${packages}`;
    if (positionals.length === 0) throw new Failure(message);
    console.log(`${message}\nTests that need none of these run all the same.`);
  }
  const name = values.testNamePattern === undefined ? [] : ["-t", values.testNamePattern];
  const vitest = ["node_modules/vitest/vitest.mjs", "run", ...CONFIG, ...positionals, ...name];
  const { status } = spawnSync(process.execPath, vitest, { stdio: "inherit" });
  process.exitCode = status ?? 1;
});
