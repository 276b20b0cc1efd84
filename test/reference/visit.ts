import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect, inject } from "vitest";

/** The ways in which every page has to hold. */
export const views = {
  desktop: { colorScheme: "light", viewport: { width: 1440, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  tablet: { colorScheme: "light", viewport: { width: 768, height: 1024 } },
  phone: {
    colorScheme: "light",
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  },
  // A browser that zooms to 200 % gives the page half as many pixels.
  zoomed: { colorScheme: "dark", viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
} satisfies Record<string, BrowserContextOptions>;

/**
 * A page that a test looks at, with everything that went wrong and everything that it asked for.
 */
export interface Visit extends AsyncDisposable {
  page: Page;
  /** Lists the addresses that were asked for, those inside the page (`data:`) left out. */
  requests: string[];
  errors: string[];
}

/**
 * Opens a page of the site. Console errors, exceptions and requests are recorded from the first
 * byte on.
 */
export async function visit(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = views.desktop,
): Promise<Visit> {
  return visitIn(await browser.newContext(options), path);
}

/** Opens a page in a context of its own, which is closed with the visit. */
export async function visitIn(context: BrowserContext, path: string): Promise<Visit> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const requests: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) requests.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(new URL(path, inject("site")).href, { waitUntil: "load" });
  return { page, requests, errors, [Symbol.asyncDispose]: () => context.close() };
}

/**
 * Expects that nothing was written to the console as an error, and that nothing but the site was
 * asked for anything.
 */
export function expectClean({ requests, errors }: Visit): void {
  expect(errors).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(inject("site")))).toEqual([]);
}

/** Expects that the page may not ask that address for anything, and that its policy is why. */
export async function expectRefused({ page, errors }: Visit, address: string): Promise<void> {
  const outcome = await page.evaluate(
    (url) =>
      fetch(url).then(
        () => "sent",
        () => "refused",
      ),
    address,
  );
  expect(outcome).toBe("refused");
  expect(errors.join()).toContain("Content Security Policy");
}

/** Expects that axe finds nothing, with all its rules. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated through the debugger, which the page's Content-Security-Policy does not bind.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run();
    return found.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html }) => `${id}: ${help}: ${html}`),
    );
  });
  expect(violations).toEqual([]);
}

/** Expects that nothing sticks out to the side. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  expect(content).toBe(window);
}
