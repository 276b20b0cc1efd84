import { PAGE_LIMITS } from "../../../pages/limits.js";
import { mayFetch } from "./robots.js";

/** Pause between two requests. */
const PAUSE_MS = 10_000;
const TIMEOUT_MS = 30_000;
/** Requests of one run, redirects among them. */
const MOST_REQUESTS = 5;

/** How to reach the portal. */
export interface FetchOptions {
  /** Origin of the portal. */
  portal: string;
  /** Numbers of the endpoints whose pages are fetched. */
  endpoints: number[];
  /** User agent, with a contact. */
  agent: string;
  /** Waits between two requests. */
  wait(milliseconds: number): Promise<void>;
}

/** Pages that were fetched, or why none were. */
export interface Fetched {
  pages: Map<string, Uint8Array>;
  requests: string[];
  failure?: string;
}

/** A reason to ask for nothing more. */
class StopError extends Error {}

/**
 * Fetches the pages of the portal, politely: as few requests as can be, far apart, and none after a
 * refusal.
 */
export async function fetchPages(options: FetchOptions): Promise<Fetched> {
  const run = new Run(options);
  try {
    await run.all();
    return { pages: run.pages, requests: run.requests };
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    return { pages: new Map(), requests: run.requests, failure: error.message };
  }
}

class Run {
  readonly pages = new Map<string, Uint8Array>();
  readonly requests: string[] = [];
  #robots = "";

  constructor(private readonly options: FetchOptions) {}

  async all(): Promise<void> {
    const { endpoints } = this.options;
    const robots = await this.#get("/robots.txt");
    if (robots.status === 200) this.#robots = new TextDecoder().decode(robots.body);
    else if (robots.status !== 404) throw new StopError(`robots.txt: HTTP ${robots.status}.`);
    const [first] = endpoints;
    const probe = await this.#page(`/api-${first}.md`);
    if (isMarkdown(probe)) {
      this.pages.set(`${first}.md`, probe.body);
      for (const number of endpoints.slice(1))
        await this.#keep(`/api-${number}.md`, `${number}.md`);
      // It carries the date, which Markdown does not.
      await this.#keep(`/api-${first}`, `${first}.html`);
    } else {
      for (const number of endpoints) await this.#keep(`/api-${number}`, `${number}.html`);
    }
  }

  async #keep(path: string, name: string): Promise<void> {
    const { status, body } = await this.#page(path);
    if (status !== 200) throw new StopError(`${path}: HTTP ${status}.`);
    this.pages.set(name, body);
  }

  #page(path: string): Promise<PortalResponse> {
    if (!mayFetch(this.#robots, this.options.agent, path)) {
      throw new StopError(`robots.txt does not let us fetch ${path}.`);
    }
    return this.#get(path);
  }

  async #get(path: string): Promise<PortalResponse> {
    const { portal, agent, wait } = this.options;
    if (this.requests.length >= MOST_REQUESTS) {
      throw new StopError(`It takes more than ${MOST_REQUESTS} requests.`);
    }
    if (this.requests.length > 0) await wait(PAUSE_MS);
    this.requests.push(path);
    const response = await request(new URL(path, portal), agent);
    const { status, location } = response;
    if (status === 403 || status === 429)
      throw new StopError(`The portal refuses ${path}: ${status}.`);
    if (location === undefined) return response;
    const target = new URL(location, new URL(path, portal));
    if (target.origin !== new URL(portal).origin) {
      throw new StopError(`${path} leads to another host.`);
    }
    return this.#page(`${target.pathname}${target.search}`);
  }
}

interface PortalResponse {
  status: number;
  body: Uint8Array;
  type: string;
  location: string | undefined;
}

async function request(url: URL, agent: string): Promise<PortalResponse> {
  try {
    const response = await fetch(url, {
      headers: { "user-agent": agent, accept: "text/markdown, text/html, text/plain" },
      redirect: "manual",
      credentials: "omit",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const isRedirect = response.status >= 300 && response.status < 400;
    return {
      status: response.status,
      body: await limitedBody(response),
      type: response.headers.get("content-type") ?? "",
      location: isRedirect ? (response.headers.get("location") ?? undefined) : undefined,
    };
  } catch (error) {
    if (error instanceof StopError) throw error;
    throw new StopError(`${url.pathname} cannot be fetched: ${(error as Error).message}`);
  }
}

async function limitedBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.length;
    if (size > PAGE_LIMITS.bytes) throw new StopError("The response is larger than any page.");
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function isMarkdown({ status, type, body }: PortalResponse): boolean {
  const start = new TextDecoder().decode(body.subarray(0, 500));
  return status === 200 && !type.includes("html") && !/^\s*</.test(start);
}
