import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { BodyCopy } from "./body-copy.js";
import { isRecoded } from "./hop-by-hop.js";
import { headerOf } from "./incoming.js";
import { openRequest } from "./open-request.js";
import { breakOff, NOTHING, obstacleOf, passBack, passTrailers, type Safely } from "./pass-back.js";
import { type Refusal, refuse } from "./refuse.js";

/** Code of an exchange that failed by a mistake of the proxy. */
export const PROXY_ERROR = "PROXY_ERROR";

/** Body of a response that was not passed on, and is not read either. */
const NOT_PASSED_ON = { read: async () => ({ unchecked: "not passed on" }) };

/** Error of a request; `rawPacket` is what the parser of Node could not read. */
type FailedRequest = NodeJS.ErrnoException & { rawPacket?: Buffer };

/** What happened to one request, once it is over. */
export interface Passed {
  request: BodyCopy;
  /** Response of the upstream server, if one came. */
  response: { message: IncomingMessage; body: Pick<BodyCopy, "read"> } | undefined;
  /** Why the exchange did not come to its end: a code such as `ECONNREFUSED`. */
  failure: string | undefined;
  /** Whether the client closed its side before the response came: it may be gone. */
  isHalfClosed: boolean;
  /** What the proxy itself threw, which is a mistake in it. */
  fault: unknown;
}

/**
 * Passes a request on to `upstream`, and its response back: the same bytes, in order, as they come.
 *
 * @returns What happened, when the exchange is over. Nothing is tried again.
 */
export function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  upstream: URL,
): Promise<Passed> {
  return new Forwarding(incoming, outgoing, upstream).done;
}

class Forwarding {
  readonly done: Promise<Passed>;
  readonly #incoming: IncomingMessage;
  readonly #outgoing: ServerResponse;
  readonly #passed: Passed;
  #sent: ClientRequest | undefined;
  #isConnected = false;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse, upstream: URL) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
    this.#passed = {
      request: new BodyCopy(incoming, headerOf(incoming, "content-encoding")),
      response: undefined,
      failure: undefined,
      isHalfClosed: false,
      fault: undefined,
    };
    this.done = new Promise((resolve) => {
      const end = () => {
        incoming.socket.off("close", end);
        this.#end();
        resolve(this.#passed);
      };
      outgoing.once("close", end);
      // A response that waits for an earlier one on its connection never closes without it.
      incoming.socket.once("close", end);
    });
    outgoing.on("error", () => {});
    incoming.once("error", () => {
      this.#passed.failure ??= "CLIENT_GONE";
      this.#sent?.destroy();
    });
    this.#safely(() => this.#send(upstream))();
  }

  #send(upstream: URL): void {
    const [incoming, outgoing] = [this.#incoming, this.#outgoing];
    if (isRecoded(incoming.headers["transfer-encoding"])) {
      this.#fail({ code: "TRANSFER_ENCODING", sent: "no", status: 501 });
      return;
    }
    const sent = openRequest(incoming, upstream);
    if (sent === undefined) {
      this.#fail({ code: "INVALID_REQUEST", sent: "no", status: 400 });
      return;
    }
    this.#sent = sent;
    sent.on("socket", (socket) => {
      const event = upstream.protocol === "https:" ? "secureConnect" : "connect";
      socket.once(event, () => {
        this.#isConnected = true;
      });
    });
    const passContinue = () => {
      // HTTP/1.0 does not know it, and would take it for the response.
      if (incoming.httpVersion !== "1.0") outgoing.writeContinue();
    };
    sent.once("continue", this.#safely(passContinue));
    sent.on("response", this.#safely(this.#receive));
    sent.on("upgrade", this.#safely(this.#receiveUpgrade));
    sent.on("error", this.#safely(this.#giveUp));
    passTrailers(incoming, sent, this.#safely);
    incoming.pipe(sent);
    sent.write(NOTHING);
  }

  readonly #receive = (response: IncomingMessage): void => {
    const [outgoing, passed] = [this.#outgoing, this.#passed];
    passed.isHalfClosed = this.#incoming.socket.readableEnded;
    const code = obstacleOf(response);
    if (code !== undefined) {
      passed.response = { message: response, body: NOT_PASSED_ON };
      response.on("error", () => {});
      this.#fail({ code, sent: "maybe", upstreamStatus: response.statusCode });
      this.#sent?.destroy();
      return;
    }
    const body = new BodyCopy(response, headerOf(response, "content-encoding"));
    passed.response = { message: response, body };
    response.once("error", () => {
      passed.failure ??= "TRUNCATED";
      breakOff(outgoing, response);
    });
    passBack(response, outgoing, this.#safely);
  };

  readonly #receiveUpgrade = (response: IncomingMessage, socket: Duplex): void => {
    socket.on("error", () => {}).destroy();
    this.#receive(response);
  };

  /** Responds in place of a server that cannot be reached, or that sends no valid HTTP. */
  readonly #giveUp = (error: FailedRequest): void => {
    letPass(this.#incoming, this.#sent);
    // A server may respond early, and close before it has read the body: its response counts.
    if (this.#passed.response !== undefined) return;
    const sent = this.#isConnected ? "maybe" : "no";
    this.#fail({ code: codeOf(error), sent, upstreamStatus: statusIn(error) });
  };

  #fail(refusal: Refusal): void {
    this.#passed.failure ??= refusal.code;
    refuse(this.#outgoing, refusal);
  }

  #end(): void {
    if (!this.#outgoing.writableFinished) this.#passed.failure ??= "CLIENT_GONE";
    // A client that goes away, or a response that came early, ends what is still being sent.
    this.#sent?.destroy();
    letPass(this.#incoming, this.#sent);
  }

  /** An error that nobody catches would end every other exchange, too. */
  readonly #safely: Safely =
    (handle) =>
    (...args) => {
      try {
        handle(...args);
      } catch (error) {
        this.#passed.failure = PROXY_ERROR;
        this.#passed.fault = error;
        this.#sent?.destroy();
        this.#outgoing.destroy();
      }
    };
}

/** Reads and drops the rest of a request, so that its sender gets to the response. */
function letPass(incoming: IncomingMessage, sent: ClientRequest | undefined): void {
  if (sent !== undefined) incoming.unpipe(sent);
  incoming.resume();
}

/** Returns the code of an error, which is a name and never a value. */
function codeOf(error: FailedRequest): string {
  const { code = "" } = error;
  return /^[A-Z][A-Z\d_]{1,60}$/.test(code) ? code : "UNKNOWN";
}

/** Returns the status of a response that Node could not read to its end. */
function statusIn({ rawPacket }: FailedRequest): number | undefined {
  const [, status] = /^HTTP\/\d\.\d ([2-9]\d\d)\b/.exec(rawPacket?.toString("latin1") ?? "") ?? [];
  return status === undefined ? undefined : Number(status);
}
