import { TOKEN_PATH } from "../credentials/token-path.js";
import { type Problem, problemResponse } from "./problem.js";
import type { ReceivedRequest } from "./received-request.js";

/** Response to a request for a token, and why it was refused. */
export interface TokenExchange {
  problem: Problem | undefined;
  response: Response;
}

/**
 * Responds to a request for a Payment Gateway token; returns undefined where it is another request.
 *
 * It is not part of the contract: path, request and response are stated elsewhere, on EnKash's
 * token page. What EnKash responds with to wrong keys is stated nowhere; any keys are accepted.
 */
export function respondToTokenRequest(request: ReceivedRequest): TokenExchange | undefined {
  if (request.path !== TOKEN_PATH) return undefined;
  const problem = findProblem(request);
  const response = problem === undefined ? Response.json(TOKEN) : problemResponse(problem);
  return { problem, response };
}

/** The token expires in 2100: a test that runs late must not see it expire. */
const TOKEN = {
  token: "mock-payment-gateway-token",
  expiry: 4_102_444_800_000,
  resultCode: 0,
  resultMessage: "Success",
};

function findProblem({ method, header, text = "", isUtf8 }: ReceivedRequest): Problem | undefined {
  if (method !== "POST")
    return refuse(405, "Method Not Allowed", `${TOKEN_PATH} takes POST alone.`);
  if (!/^application\/json\s*(;|$)/i.test(header("content-type") ?? "")) {
    const detail = "The content type must be application/json. Set the header Content-Type.";
    return refuse(415, "Unsupported Media Type", detail);
  }
  if (!isUtf8) return refuse(400, "Bad Request", "The body is not UTF-8.");
  let keys: unknown[];
  try {
    const { accessKey, secretKey } = JSON.parse(text) as Record<string, unknown>;
    keys = [accessKey, secretKey];
  } catch {
    return refuse(400, "Bad Request", "The body is no JSON object. Send accessKey and secretKey.");
  }
  if (keys.every((key) => typeof key === "string" && key !== "")) return undefined;
  const detail = "accessKey and secretKey must be strings that are not empty.";
  return refuse(422, "Unprocessable Content", detail);
}

function refuse(status: number, title: string, what: string): Problem {
  const where = "The request for a token is not part of the contract: it is stated elsewhere.";
  const detail = `${what} ${where}`;
  return { status, title, detail, operation: undefined, violations: [] };
}
