import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { reportAsText } from "../../scripts/verify/drift/report.js";
import { fetchPages } from "../../scripts/verify/drift/scheduled/fetch-pages.js";
import { GitHub } from "../../scripts/verify/drift/scheduled/github.js";
import { decide, MARKER } from "../../scripts/verify/drift/scheduled/issue.js";
import { mayFetch } from "../../scripts/verify/drift/scheduled/robots.js";
import { renderMarkdown } from "./support/render-openapi.js";
import { renderText } from "./support/render-text.js";
import { driftOf, factsOf } from "./support/saved.js";

const AGENT = "enkash-contract-drift/1.0 (+https://contact.example)";
type Reply = { status?: number; type?: string; location?: string; body?: string | Buffer };

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

/** Starts a server on the loopback interface that plays the portal, or GitHub. */
async function play(reply: (path: string, request: IncomingMessage) => Reply) {
  const seen: IncomingMessage[] = [];
  server = createServer((request, response) => {
    seen.push(request);
    const {
      status = 200,
      type = "text/plain",
      location,
      body = "",
    } = reply(request.url ?? "", request);
    response.writeHead(status, { "content-type": type, ...(location ? { location } : {}) });
    response.end(body);
  });
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  return { seen, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Fetches three pages from a portal, and notes the pauses in place of waiting. */
async function fetchFrom(portal: string) {
  const pauses: number[] = [];
  const wait = async (milliseconds: number) => void pauses.push(milliseconds);
  const fetched = await fetchPages({ portal, endpoints: [11, 22, 33], agent: AGENT, wait });
  return { ...fetched, pauses };
}

const markdown = (path: string): Reply | undefined =>
  path.endsWith(".md") ? { type: "text/markdown", body: "# A page" } : undefined;
const noRobots: Reply = { status: 404 };
const page: Reply = { type: "text/html", body: "<!doctype html>" };

describe("the fetcher", () => {
  test("takes three Markdown pages and one with the date, and waits ten seconds before each", async () => {
    const { origin, seen } = await play((path) => {
      if (path === "/robots.txt") return { body: "User-agent: *\nDisallow: /private" };
      return markdown(path) ?? page;
    });
    const { pages, pauses, failure } = await fetchFrom(origin);
    expect(failure).toBeUndefined();
    expect([...pages.keys()]).toEqual(["11.md", "22.md", "33.md", "11.html"]);
    expect(pauses).toEqual([10_000, 10_000, 10_000, 10_000]);
    expect(seen.every(({ headers }) => headers["user-agent"] === AGENT)).toBe(true);
    expect(seen.every(({ headers }) => headers.cookie === undefined)).toBe(true);
  });

  test("takes three HTML pages where no Markdown is served, with five requests at most", async () => {
    const { origin, seen } = await play((path) => {
      if (path === "/robots.txt" || path.endsWith(".md")) return { status: 404, type: "text/html" };
      return page;
    });
    const { pages } = await fetchFrom(origin);
    expect([...pages.keys()]).toEqual(["11.html", "22.html", "33.html"]);
    expect(seen).toHaveLength(5);
  });

  test("takes a page of HTML under a Markdown address for no Markdown", async () => {
    const { origin } = await play((path) => (path === "/robots.txt" ? noRobots : page));
    expect([...(await fetchFrom(origin)).pages.keys()]).toEqual(["11.html", "22.html", "33.html"]);
  });

  for (const status of [403, 429]) {
    test(`asks for nothing more after HTTP ${status}, and keeps nothing`, async () => {
      const { origin, seen } = await play((path) => {
        if (path === "/robots.txt") return noRobots;
        return path === "/api-22.md" ? { status } : (markdown(path) ?? page);
      });
      const { failure, pages } = await fetchFrom(origin);
      expect(failure).toBe(`The portal refuses /api-22.md: ${status}.`);
      expect(seen.map(({ url }) => url)).toEqual(["/robots.txt", "/api-11.md", "/api-22.md"]);
      expect(pages.size).toBe(0);
    });
  }

  test("fetches nothing that robots.txt keeps from it", async () => {
    const { origin, seen } = await play(() => ({ body: "User-agent: *\nDisallow: /" }));
    expect((await fetchFrom(origin)).failure).toBe("robots.txt does not let us fetch /api-11.md.");
    expect(seen).toHaveLength(1);
  });

  test("fetches nothing while robots.txt cannot be read", async () => {
    const { origin } = await play(() => ({ status: 500 }));
    expect((await fetchFrom(origin)).failure).toBe("robots.txt: HTTP 500.");
  });

  test("follows a redirect on the portal alone, and counts it as a request", async () => {
    const { origin, seen } = await play((path) => {
      if (path === "/robots.txt") return noRobots;
      return path === "/api-11.md" ? { status: 302, location: "https://else.example/x" } : page;
    });
    expect((await fetchFrom(origin)).failure).toBe("/api-11.md leads to another host.");
    expect(seen).toHaveLength(2);
  });

  test("ends after five requests, however the portal redirects", async () => {
    const { origin, seen } = await play((path) => {
      return path === "/robots.txt" ? noRobots : { status: 302, location: `${path}x` };
    });
    expect((await fetchFrom(origin)).failure).toBe("It takes more than 5 requests.");
    expect(seen).toHaveLength(5);
  });

  test("gives up a response that is larger than any page", async () => {
    const { origin } = await play((path) => {
      return path === "/robots.txt" ? noRobots : { body: Buffer.alloc(10_000_001, "x") };
    });
    expect((await fetchFrom(origin)).failure).toBe("The response is larger than any page.");
  });

  test("has a reason when nobody listens", async () => {
    const { failure } = await fetchFrom("http://127.0.0.1:1");
    expect(failure).toMatch(/^\/robots\.txt cannot be fetched: /);
  });
});

describe("robots.txt", () => {
  const robots =
    "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /api-\nAllow: /api-1$\nDisallow: /*.pdf$";

  test("lets through what no rule of the group for everybody keeps", () => {
    expect(mayFetch(robots, AGENT, "/page")).toBe(true);
    expect(mayFetch(robots, AGENT, "/api-12")).toBe(false);
    expect(mayFetch(robots, AGENT, "/a/b.pdf")).toBe(false);
  });

  test("prefers the longer rule, and the group that names the agent", () => {
    expect(mayFetch(robots, AGENT, "/api-1")).toBe(true);
    expect(
      mayFetch(`${robots}\nUser-agent: enkash-contract-drift\nDisallow: /page`, AGENT, "/page"),
    ).toBe(false);
    expect(mayFetch("", AGENT, "/page")).toBe(true);
  });
});

describe("the standing issue", () => {
  const found = (text: string) => {
    const { report } = driftOf(text);
    return { report, text: reportAsText(report, () => []) };
  };
  const clean = found(renderMarkdown(factsOf("createOrder")));
  const changed = factsOf("createOrder");
  (changed.facts["createOrder.request.orderId"] as { required: boolean }).required = false;
  const drifted = found(renderMarkdown(changed));
  const opened = decide(drifted, undefined);
  const body = opened.kind === "open" ? opened.body : "";

  test("is opened by drift, left alone by the same drift, updated by another", () => {
    expect(opened.kind).toBe("open");
    expect(decide(drifted, { number: 7, body })).toEqual({ kind: "none" });
    expect(decide(drifted, { number: 7, body: `${MARKER}0 -->` })).toMatchObject({
      kind: "update",
      number: 7,
    });
  });

  test("is closed by clean pages, and not opened by them", () => {
    expect(decide(clean, { number: 7, body })).toEqual({ kind: "close", number: 7 });
    expect(decide(clean, undefined)).toEqual({ kind: "none" });
  });

  test("is opened by the third failure in a row, and closed by none", () => {
    expect(decide({ failures: 2 }, undefined)).toEqual({ kind: "none" });
    expect(decide({ failures: 3 }, undefined)).toMatchObject({ kind: "open" });
    expect(decide({ failures: 3 }, { number: 7, body })).toEqual({ kind: "none" });
  });

  test("is opened by a page that can no longer be read", () => {
    expect(decide(found("Password:"), undefined)).toMatchObject({ kind: "open" });
  });

  test("shows text of a page as code that nothing in it can leave", () => {
    const hostile = factsOf("createOrder");
    hostile.page =
      "Create Order ```` [click](https://evil.example) <b> @someone \u001b]8;;https://evil.example\u0007";
    const [row] = Object.keys(hostile.facts).filter((at) => at.endsWith("request.orderId"));
    hostile.facts[row as string] = { type: "integer", required: true };
    const action = decide(found(renderText(hostile)), undefined);
    const text = action.kind === "open" ? action.body : "";
    const [, ticks = ""] = /^(`{3,})text$/m.exec(text) ?? [];
    expect(ticks.length).toBeGreaterThan(4);
    expect(text.indexOf("evil.example")).toBeGreaterThan(text.indexOf(ticks));
    expect(text.split(ticks)).toHaveLength(3);
    expect(text).not.toContain("\u001b");
  });

  test("is found on GitHub by its marker, and failures are counted back to the last success", async () => {
    const { origin } = await play((path) => {
      if (path.startsWith("/repos/o/r/issues")) {
        return {
          body: JSON.stringify([
            { number: 1, body: "Else" },
            { number: 2, body: `${MARKER}a -->` },
          ]),
        };
      }
      if (path.includes("/workflows/drift.yml/runs")) {
        return { body: JSON.stringify({ workflow_runs: [9, 8, 7, 6, 5].map((id) => ({ id })) }) };
      }
      // Run 6 failed at first, and was repeated.
      const names = path.includes("/runs/6/") ? ["fetch-failed", "pages"] : ["fetch-failed"];
      return { body: JSON.stringify({ artifacts: names.map((name) => ({ name })) }) };
    });
    const github = new GitHub(origin, "o/r", "token");
    expect(await github.openIssue()).toEqual({ number: 2, body: `${MARKER}a -->` });
    expect(await github.failuresBefore("drift.yml", 9)).toBe(2);
  });
});
