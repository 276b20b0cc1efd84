import { spawnSync } from "node:child_process";
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

/**
 * Runs the tests that need frameworks, browsers and other languages: all of them, or those whose
 * path contains an argument. `--missing` prints Debian's packages that are missing, and runs none.
 */
await command(import.meta.url, async (args) => {
  const missing = NEEDS.filter(({ isThere }) => !isThere());
  const packages = missing.map((need) => need.packages).join(" ");
  if (args.includes("--missing")) {
    if (packages) console.log(packages);
    return;
  }
  const names = (needs: Need[]) => needs.map(({ name }) => name).join(", ");
  console.log(`Needs ${names(NEEDS)}, and the npm registry.`);
  if (missing.length > 0) {
    const message = `Missing: ${names(missing)}. On Debian: apt-get install -y ${packages}`;
    if (args.length === 0) throw new Failure(message);
    console.log(`${message}\nTests that need none of these run all the same.`);
  }
  const vitest = ["node_modules/vitest/vitest.mjs", "run", ...CONFIG, ...args];
  const { status } = spawnSync(process.execPath, vitest, { stdio: "inherit" });
  process.exitCode = status ?? 1;
});
