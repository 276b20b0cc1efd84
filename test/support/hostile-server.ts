import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server received, so that a test can tell whether anything was sent. */
interface Received {
  scenario: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

type Respond = (response: ServerResponse, received: Received) => void;

const JSON_TYPE = { "Content-Type": "application/json" };
const HTML_TYPE = { "Content-Type": "text/html" };
const HTML = "<!doctype html><title>Bad gateway</title>";

/** Responds with JSON that repeats everything that was sent, as a careless server does. */
function echo(status: number, code: unknown, extra: object = {}): Respond {
  return (response, { headers, body }) => {
    const secret = String(headers.authorization ?? headers.merchantaccesskey);
    response.writeHead(status, {
      ...JSON_TYPE,
      "X-Request-Id": secret,
      Location: `/?token=${secret}`,
    });
    response.end(
      JSON.stringify({ response_code: code, response_message: secret, payload: body, ...extra }),
    );
  };
}

function text(status: number, headers: Record<string, string>, body: string): Respond {
  return (response) =>
    response.writeHead(status, { "X-Request-Id": "req-1", ...headers }).end(body);
}

const OK = {
  response_code: 0,
  response_message: "Success",
  payload: { redirectionUrl: "https://a.example", orderId: "E1" },
};

/** The scenarios; the first part of the path of a request selects one. */
const scenarios = {
  ok: text(200, JSON_TYPE, JSON.stringify(OK)),
  "code-as-string": text(200, JSON_TYPE, JSON.stringify({ ...OK, response_code: "0" })),
  drifting: text(
    200,
    JSON_TYPE,
    JSON.stringify({ ...OK, payload: { redirectionUrl: 7, orderId: "E1" } }),
  ),
  gaining: text(200, JSON_TYPE, JSON.stringify({ ...OK, fresh: true })),
  "201": text(201, JSON_TYPE, JSON.stringify(OK)),
  "400-json": text(400, JSON_TYPE, '{"error":"bad"}'),
  "400-html": text(400, HTML_TYPE, HTML),
  "403-json": text(403, JSON_TYPE, '{"error":"forbidden"}'),
  "403-html": text(403, HTML_TYPE, HTML),
  "421": text(421, JSON_TYPE, "{}"),
  "429": text(429, { ...JSON_TYPE, "Retry-After": "1" }, "{}"),
  "500-empty": text(500, {}, ""),
  "502-html": text(502, HTML_TYPE, HTML),
  "401-refused": echo(401, 117),
  "200-refused": echo(200, 117, { payload: "Token is invalid." }),
  "200-refused-string": echo(200, "117"),
  "200-refused-echo": echo(200, 5),
  "500-echo": echo(500, undefined),
  "200-html": text(200, HTML_TYPE, HTML),
  "200-empty": text(200, JSON_TYPE, ""),
  "200-wrong-json": text(200, JSON_TYPE, '{"hello":"world"}'),
  "200-array": text(200, JSON_TYPE, "[]"),
  "200-no-payload": text(200, JSON_TYPE, '{"response_code":0,"response_message":"Success"}'),
  "200-broken-json": text(200, JSON_TYPE, '{"response_code":0,'),
  "200-truncated": (response) => {
    response.writeHead(200, { ...JSON_TYPE, "Content-Length": "1000" });
    response.write('{"response_code":0,', () => response.destroy());
  },
  "drop-before-headers": (response) => response.destroy(),
  "drop-after-headers": (response) => {
    response.writeHead(200, JSON_TYPE);
    response.flushHeaders();
    response.write(" ", () => response.destroy());
  },
  "hang-before-headers": () => {},
  "hang-in-body": (response) => {
    response.writeHead(200, JSON_TYPE);
    response.write('{"response_code":');
  },
  endless: (response) => {
    response.writeHead(200, JSON_TYPE);
    const chunk = " ".repeat(1000);
    const pump = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", pump).on("error", () => {});
    pump();
  },
  "307-same-origin": (response) => response.writeHead(307, { Location: "/ok/api/v0/orders" }).end(),
} satisfies Record<string, Respond>;

export type Misbehaviour = keyof typeof scenarios | "307-cross-origin";

/** Starts a server on loopback that misbehaves as its URL asks: `${url}/502-html`. */
export async function startHostileServer() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const [, scenario = "", ...rest] = (request.url ?? "").split("/");
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const entry = { scenario, path: `/${rest.join("/")}`, headers: request.headers, body };
    received.push(entry);
    if (scenario === "307-cross-origin") {
      response.writeHead(307, { Location: other }).end();
    } else {
      const respond: Respond | undefined = scenarios[scenario as keyof typeof scenarios];
      // A browser asks for /favicon.ico on its own.
      if (respond === undefined) response.writeHead(404).end();
      else respond(response, entry);
    }
  });
  const stranger = createServer((request, response) => {
    received.push({
      scenario: "stranger",
      path: request.url ?? "",
      headers: request.headers,
      body: "",
    });
    response.end("{}");
  });
  await Promise.all([server, stranger].map((one) => once(one.listen(0, "127.0.0.1"), "listening")));
  const address = (one: typeof server) => `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
  const other = `${address(stranger)}/stolen`;
  return {
    url: address(server),
    received,
    close: async () => {
      for (const one of [server, stranger]) {
        one.closeAllConnections();
        one.close();
      }
    },
  };
}
