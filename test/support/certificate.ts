import { execFileSync } from "node:child_process";

/** Makes a certificate for 127.0.0.1 that nobody trusts, with its key. Needs openssl. */
export function selfSigned(): { key: string; cert: string } {
  const request = "req -x509 -nodes -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1";
  const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const args = [...request.split(" "), ...names, "-keyout", "-", "-out", "-"];
  const pem = execFileSync("openssl", args, { encoding: "utf8", stdio: "pipe" });
  const [, key = "", cert = ""] = /^([\s\S]*?-----END [A-Z ]*KEY-----\n)([\s\S]*)$/.exec(pem) ?? [];
  return { key, cert };
}
