import { generateKeyPairSync, sign } from "node:crypto";

/** Wraps DER values in one of a tag. */
function der(tag: number, ...values: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(values.map((value) => Buffer.from(value)));
  const { length } = content;
  // The shortest form, which BoringSSL insists on.
  const size = [0x82, length >> 8, length & 255];
  if (length < 256) size.splice(0, 2, 0x81);
  if (length < 128) size.shift();
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const SEQUENCE = 0x30;
const ECDSA_WITH_SHA256 = der(SEQUENCE, der(0x06, Buffer.from("2a8648ce3d040302", "hex")));
const COMMON_NAME = der(0x06, Buffer.from("550403", "hex"));
const SUBJECT_ALT_NAME = der(0x06, Buffer.from("551d11", "hex"));
const LOOPBACK = Buffer.from([127, 0, 0, 1]);

/** Makes a certificate for 127.0.0.1 that nobody trusts, with its key. */
export function selfSigned(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const name = der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, "127.0.0.1"))));
  const validity = der(SEQUENCE, der(0x17, "200101000000Z"), der(0x17, "491231235959Z"));
  const names = der(0x04, der(SEQUENCE, der(0x87, LOOPBACK)));
  const certificate = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(SEQUENCE, der(SEQUENCE, SUBJECT_ALT_NAME, names))),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", certificate, privateKey));
  const body = der(SEQUENCE, certificate, ECDSA_WITH_SHA256, signature).toString("base64");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
  };
}
