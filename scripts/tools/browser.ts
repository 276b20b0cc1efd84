import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { Failure } from "./command.js";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Returns the path of a Chromium: `CHROMIUM_PATH`, or the first that is where systems put it. */
export function findBrowser(asked = process.env.CHROMIUM_PATH, places = PLACES): string {
  const found = (asked === undefined ? places : [asked]).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const looked =
    asked === undefined
      ? `None is at ${places.join(", ")}`
      : `CHROMIUM_PATH says ${asked}, and nothing is there`;
  throw new Failure(
    `A Chromium is needed to look at the reference. ${looked}.\n` +
      "Install one (Debian: apt-get install -y chromium), or set CHROMIUM_PATH to the one you have.",
  );
}

/** Starts Chromium, without the conversations that it holds with its maker in the background. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch(options());
}

/** Starts Chromium with a profile that blocks cookies, and with them every storage of a page. */
export function startWithoutCookies(profile: string): Promise<BrowserContext> {
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  mkdirSync(join(profile, "Default"), { recursive: true });
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(preferences));
  return chromium.launchPersistentContext(profile, options());
}

function options() {
  const quiet =
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
  // The sandbox of Chromium does not start for root, which is who runs in a container.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return { executablePath: findBrowser(), args: [...quiet.split(" "), ...sandbox] };
}
