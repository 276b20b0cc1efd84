import { type ChildProcessByStdio, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";

interface Message {
  id?: number;
  method?: string;
  result?: unknown;
}

/** TypeScript from version 7 on, which editors ask by the Language Server Protocol. */
export class LanguageServer {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #uri: string;
  readonly #code: string;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #received = Buffer.alloc(0);

  /** Starts a compiler in the folder of a module, and opens the module with the given code. */
  static async start(compiler: string, file: string, code: string): Promise<LanguageServer> {
    const server = new LanguageServer(compiler, file, code);
    const rootUri = pathToFileURL(dirname(file)).href;
    await server.#ask("initialize", { processId: process.pid, rootUri, capabilities: {} });
    server.#send({ method: "initialized", params: {} });
    const document = { uri: server.#uri, languageId: "typescript", version: 1, text: code };
    server.#send({ method: "textDocument/didOpen", params: { textDocument: document } });
    return server;
  }

  private constructor(compiler: string, file: string, code: string) {
    const tsc = join(compiler, "bin/tsc");
    this.#process = spawn(process.execPath, [tsc, "--lsp", "--stdio"], {
      cwd: dirname(file),
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#process.stdout.on("data", (data: Buffer) => this.#receive(data));
    this.#uri = pathToFileURL(file).href;
    this.#code = code;
  }

  /** Lists what an editor offers at a place in the code. */
  async completions(at: number): Promise<string[]> {
    const found = (await this.#ask("textDocument/completion", this.#place(at))) as {
      items: { label: string }[];
    } | null;
    return (found?.items ?? []).map(({ label }) => label);
  }

  /** Returns what an editor shows over a place in the code. */
  async hover(at: number): Promise<string> {
    return JSON.stringify(await this.#ask("textDocument/hover", this.#place(at)));
  }

  stop(): void {
    this.#process.kill();
  }

  #place(at: number) {
    const lines = this.#code.slice(0, at).split("\n");
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return { textDocument: { uri: this.#uri }, position };
  }

  #ask(method: string, params: object): Promise<unknown> {
    const id = this.#waiting.size + 1;
    this.#send({ id, method, params });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #receive(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const [head, length] = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#received.toString()) ?? [];
      const end = (head?.length ?? 0) + Number(length);
      if (head === undefined || this.#received.length < end) return;
      this.#take(JSON.parse(this.#received.subarray(head.length, end).toString()));
      this.#received = this.#received.subarray(end);
    }
  }

  #take({ id, method, result }: Message): void {
    if (id === undefined) return;
    // A question of the server, e.g. for settings, which it can do without.
    if (method !== undefined) this.#send({ id, result: null });
    else this.#waiting.get(id)?.(result);
  }
}
