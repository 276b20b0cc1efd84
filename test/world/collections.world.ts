import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  brunoCollection,
  postmanCollection,
} from "../../scripts/reference/machines/collections.js";
import { credentialHeaders, type OperationView } from "../../scripts/reference/operation-view.js";
import { readSite } from "../../scripts/reference/read-site.js";
import { useApp } from "../support/install.js";
import { projectRoot } from "../support/project.js";

const app = useApp("test/world/collections");
const site = readSite(projectRoot);

/** What an importing tool has to know of every example. */
function expected(credential: (name: string) => string, address: (view: OperationView) => string) {
  return site.operations.flatMap((view) =>
    view.cases.map(({ request, response }) => ({
      url: `${address(view)}${view.path}`,
      headers: { "Content-Type": "application/json", ...credentialHeaders(view, credential) },
      body: request,
      response: response,
      followRedirects: false,
    })),
  );
}

async function importWith(script: string, collection: object): Promise<unknown> {
  writeFileSync(join(app.folder, "collection.json"), JSON.stringify(collection));
  const { code, output } = await app.run(process.execPath, [script, "collection.json"]);
  expect(code, output).toBe(0);
  return JSON.parse(output);
}

test("Postman imports every example, with all credentials, for the mock alone", async () => {
  const requests = await importWith("import-postman.js", postmanCollection(site));
  const wanted = expected(
    () => "dummy",
    () => "http://127.0.0.1:4010",
  );
  expect(requests).toEqual(wanted.map((one) => ({ ...one, method: "POST" })));
});

test("Bruno imports every example, with all credentials, for the mock alone", async () => {
  const { requests, variables } = (await importWith(
    "import-bruno.js",
    brunoCollection(site),
  )) as Record<string, { name: string; value: string; secret: boolean }[]>;
  const wanted = expected(
    (name) => `{{${name}}}`,
    ({ id }) => `{{${id}Url}}`,
  );
  expect(requests).toEqual(wanted.map((one) => ({ ...one, method: "post", type: "http-request" })));
  for (const { name, value, secret } of variables ?? []) {
    expect(value, name).toBe(secret ? "dummy" : "http://127.0.0.1:4010");
  }
});
