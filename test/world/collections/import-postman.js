// Imports a collection as Postman does, and prints what it would send.
import { readFileSync } from "node:fs";
import postman from "postman-collection";

const collection = new postman.Collection(JSON.parse(readFileSync(process.argv[2], "utf8")));
const requests = [];
collection.forEachItem((item) => {
  const resolved = new postman.Item(
    item.toObjectResolved(null, [collection.variables.toObject()], { ignoreOwnVariables: true }),
  );
  const [response] = item.responses.all();
  requests.push({
    url: resolved.request.url.toString(),
    method: resolved.request.method,
    headers: Object.fromEntries(resolved.request.headers.map(({ key, value }) => [key, value])),
    body: JSON.parse(resolved.request.body.raw),
    response: response.json(),
    followRedirects: item.protocolProfileBehavior?.followRedirects,
  });
});
console.log(JSON.stringify(requests));
