import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";

/** Starts an HTTP proxy on loopback that tunnels by CONNECT, and records the hosts asked for. */
export async function startConnectProxy() {
  const hosts: string[] = [];
  const server = createServer();
  server.on("connect", ({ url = "" }, client) => {
    hosts.push(url);
    const [host, port] = url.split(":");
    const target = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hosts,
    close: () => server.close(),
  };
}
