import type { ServerResponse } from "node:http";

/** Why the proxy responds by itself. */
export interface Refusal {
  /** A code such as `ECONNREFUSED`. */
  code: string;
  /** Whether the server behind the proxy may have got the request. */
  sent: "no" | "maybe";
  /** Status that this server responded with, where it is known. */
  upstreamStatus?: number | undefined;
  /** Status of the refusal. @default 502 */
  status?: keyof typeof TITLES | undefined;
}

const TITLES = { 400: "Bad Request", 501: "Not Implemented", 502: "Bad Gateway" };

/** Responds in place of the server, or closes the connection of a response that has begun. */
export function refuse(outgoing: ServerResponse, refusal: Refusal): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const { code, sent, upstreamStatus, status = 502 } = refusal;
  const title = TITLES[status];
  const problem = { status, title, detail: detailOf(refusal), code, sent, upstreamStatus };
  const body = JSON.stringify(problem, null, 2);
  // Name the reason: Node would keep that of an earlier attempt.
  outgoing.writeHead(status, title, {
    "content-type": "application/problem+json",
    "content-length": Buffer.byteLength(body),
  });
  outgoing.end(body);
}

function detailOf({ code, sent, upstreamStatus, status }: Refusal): string {
  const outcome =
    sent === "no"
      ? "Nothing was sent."
      : "The request was being sent: it may have been carried out. Ask before you repeat it.";
  return `${reasonOf({ code, upstreamStatus, status })}: ${code}. ${outcome}`;
}

function reasonOf({ code, upstreamStatus, status = 502 }: Omit<Refusal, "sent">): string {
  if (status !== 502) return "The proxy cannot pass this request on";
  if (upstreamStatus !== undefined) {
    return `A response with status ${upstreamStatus} came, and the proxy cannot pass it on`;
  }
  if (code.startsWith("HPE_")) return "A response came that the proxy cannot read";
  return "The proxy got no response from the server behind it";
}
