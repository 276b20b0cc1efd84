import { createHash } from "node:crypto";
import type { Case } from "../../contract/document.js";
import { json } from "../html.js";
import { credentialHeaders, type OperationView } from "../operation-view.js";
import type { Site } from "../read-site.js";

/**
 * Where a collection sends its requests until somebody sets another address: the mock on this
 * machine.
 */
const MOCK = "http://127.0.0.1:4010";

/** Words that stand at the top of a collection. */
const DESCRIPTION = [
  "Every example of the contract, as a request with its response.",
  "All addresses lead to the mock of the package, which `npx enkash-contract mock` starts. Each " +
    "operation has an address of its own, because the products have different hosts: a token must " +
    "not reach the host of another product. No live host is documented; EnKash gives it to you.",
  "HTTP 200 alone does not mean success: look at `response_code`.",
].join("\n\n");

/** A variable of a collection; a secret one is masked where the tool can. */
interface Variable {
  name: string;
  value: string;
  secret: boolean;
}

function variablesOf({ operations }: Site): Variable[] {
  const addresses = operations.map(({ id }) => ({ name: `${id}Url`, value: MOCK, secret: false }));
  const names = operations.flatMap(({ schemes }) => schemes.map(({ name }) => name));
  const secrets = [...new Set(names)].map((name) => ({ name, value: "dummy", secret: true }));
  return [...addresses, ...secrets];
}

/**
 * Lists the headers of a request; the credentials are variables, all of them headers that no
 * converter drops.
 */
function headerList(view: OperationView): { name: string; value: string }[] {
  const credentials = credentialHeaders(view, (name) => `{{${name}}}`);
  const all = { "Content-Type": "application/json", ...credentials };
  return Object.entries(all).map(([name, value]) => ({ name, value }));
}

const urlOf = ({ id, path }: OperationView) => `{{${id}Url}}${path}`;
const titleOf = ({ name, summaries }: Case) => `${name}: ${summaries.request}`;

/** Writes a collection for Postman, in its format 2.1. */
export function postmanCollection(site: Site): object {
  const { title, version } = site.contract.info;
  return {
    info: {
      _postman_id: uuid(`${title} ${version}`),
      name: `${title} ${version}`,
      description: DESCRIPTION,
      schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
    },
    item: site.operations.map((view) => ({
      name: view.operation.summary,
      description: view.operation.description,
      item: view.cases.map((one) => postmanItem(view, one)),
    })),
    variable: variablesOf(site).map(({ name, value, secret }) => ({
      key: name,
      value,
      type: secret ? "secret" : "string",
    })),
  };
}

function postmanItem(view: OperationView, one: Case): object {
  const request = {
    method: view.method,
    auth: { type: "noauth" },
    header: headerList(view).map(({ name, value }) => ({ key: name, value })),
    url: {
      raw: urlOf(view),
      host: [`{{${view.id}Url}}`],
      path: view.path.split("/").slice(1),
    },
    body: {
      mode: "raw",
      raw: json(one.request),
      options: { raw: { language: "json" } },
    },
  };
  return {
    name: titleOf(one),
    request,
    response: [
      {
        name: one.summaries.response,
        originalRequest: request,
        status: "OK",
        code: 200,
        header: [{ key: "Content-Type", value: "application/json" }],
        body: json(one.response),
      },
    ],
    protocolProfileBehavior: { followRedirects: false },
  };
}

/** Writes a collection for Bruno, in the format of its export. */
export function brunoCollection(site: Site): object {
  const { title, version } = site.contract.info;
  const variables = variablesOf(site).map((variable) => ({
    ...variable,
    type: "text",
    enabled: true,
  }));
  return {
    version: "1",
    name: `${title} ${version}`,
    items: site.operations.map((view, index) => ({
      type: "folder",
      name: view.operation.summary,
      seq: index + 1,
      items: view.cases.map((one, position) => brunoItem(view, one, position + 1)),
    })),
    environments: [{ name: "Mock", variables }],
    root: { docs: DESCRIPTION },
    brunoConfig: { version: "1", name: `${title} ${version}`, type: "collection" },
  };
}

function brunoItem(view: OperationView, one: Case, seq: number): object {
  const enabled = (headers: { name: string; value: string }[]) =>
    headers.map((header) => ({ ...header, enabled: true }));
  const request = {
    url: urlOf(view),
    method: view.method,
    headers: enabled(headerList(view)),
    params: [],
    body: { mode: "json", json: json(one.request) },
  };
  return {
    type: "http-request",
    // A colon cannot stand in the name of the file that Bruno makes of it.
    name: titleOf(one).replaceAll(":", ","),
    seq,
    request: { ...request, auth: { mode: "none" }, docs: view.operation.description },
    settings: { followRedirects: false },
    examples: [
      {
        name: one.summaries.response,
        type: "http-request",
        request,
        response: {
          status: 200,
          statusText: "OK",
          headers: enabled([{ name: "Content-Type", value: "application/json" }]),
          body: { type: "json", content: json(one.response) },
        },
      },
    ],
  };
}

/** Returns the same UUID for the same text, so that a second build gives the same bytes. */
function uuid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-5$3-8$4-$5");
}
