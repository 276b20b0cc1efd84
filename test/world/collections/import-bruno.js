// Imports a collection as Bruno does: gives every part an id, checks it against the schema, writes
// each request as a .bru file and reads it back. Prints what was read.
import { readFileSync } from "node:fs";
import bruno from "@usebruno/lang";
import { collectionSchema } from "@usebruno/schema";

const collection = JSON.parse(readFileSync(process.argv[2], "utf8"));
let ids = 0;

function id() {
  ids += 1;
  return String(ids).padStart(21, "0");
}

/** Gives an id to everything that Bruno gives one on import. */
function identify(part) {
  part.uid = id();
  for (const list of ["items", "examples", "environments", "variables", "headers"])
    for (const child of part[list] ?? []) identify(child);
  for (const key of ["request", "response"])
    for (const header of part[key]?.headers ?? []) identify(header);
  for (const example of part.examples ?? []) example.itemUid = part.uid;
  return part;
}

await collectionSchema.validate(identify(structuredClone(collection)));
const requests = collection.items.flatMap(({ items }) =>
  items.map(({ name, type, seq, request, examples, settings }) => {
    const { url, method, headers, body, auth } = request;
    const http = { url, method: method.toLowerCase(), body: body.mode, auth: auth.mode };
    const text = bruno.jsonToBruV2({ meta: { name, type: "http", seq }, http, headers, body });
    const read = bruno.bruToJsonV2(text);
    return {
      type,
      url: read.http.url,
      method: read.http.method,
      headers: Object.fromEntries(read.headers.map((header) => [header.name, header.value])),
      body: JSON.parse(read.body.json),
      response: JSON.parse(examples[0].response.body.content),
      followRedirects: settings.followRedirects,
    };
  }),
);
const [{ variables }] = collection.environments;
console.log(JSON.stringify({ requests, variables }));
