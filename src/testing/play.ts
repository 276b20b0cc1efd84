import type { OperationId } from "../../generated/operations.js";
import { followRequest } from "./follow-request.js";
import { type AnyScenario, bodyResponse, exampleBody, firstExample } from "./responses.js";
import { isOnPurpose } from "./thrown.js";

/** What is played for a valid request. */
export interface Play {
  operation: OperationId;
  /** Body of the request. */
  request: unknown;
  /** Example by its name, or a scenario. */
  response: string | AnyScenario;
  /** Example that a scenario starts from; the first one of the operation where there is none. */
  example?: string | undefined;
  /** Whether the ids of the response follow the request. */
  idsFollowRequest?: boolean;
  signal: AbortSignal;
}

/** A scenario that failed, and not on purpose. */
export class ScenarioFailure extends Error {}

/**
 * Creates the response to a valid request.
 *
 * @throws ScenarioFailure with what the scenario threw as its cause; what was thrown in place of
 * the network is thrown as it is, and so is everything once the request is aborted.
 */
export async function play(given: Play): Promise<Response> {
  const { operation, request, response, example, signal } = given;
  const name = typeof response === "string" ? response : (example ?? firstExample(operation));
  const body = exampleBody(operation, name);
  if (given.idsFollowRequest) followRequest(operation, request, body);
  if (typeof response === "string") return bodyResponse(operation, body);
  try {
    const context = { operation, request: structuredClone(request), response: body, signal };
    return checkResult(await response(context), response.name);
  } catch (cause) {
    if (isOnPurpose(cause) || signal.aborted) throw cause;
    throw new ScenarioFailure("A scenario failed.", { cause });
  }
}

function checkResult(result: unknown, name: string): Response {
  const { status, headers, bodyUsed } = Object(result) as Partial<Response>;
  const scenario = name === "" ? "A scenario" : `The scenario ${name}`;
  if (typeof status !== "number" || typeof headers?.get !== "function") {
    throw new TypeError(`${scenario} returned no Response. Return e.g. Response.json(body).`);
  }
  if (bodyUsed === true) {
    throw new TypeError(`${scenario} returned a Response that was read: create one per call.`);
  }
  return result as Response;
}
