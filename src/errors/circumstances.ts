import type { OperationId } from "../../generated/operations.js";
import type { ResponseLike } from "../fetch-types.js";

/**
 * Whether the request left: `"no"`, `"maybe"` (it may have been carried out) or `"yes"` (a response
 * came).
 */
export type Sent = "no" | "maybe" | "yes";

/** What an error knows of the call that it ended. */
export interface Circumstances {
  operation?: OperationId | undefined;
  method?: string | undefined;
  url?: string | undefined;
  requestId?: string | undefined;
  retryAfter?: number | undefined;
  response?: ResponseLike | undefined;
  sent: Sent;
  cause?: unknown;
}
