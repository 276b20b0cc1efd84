import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec, NOT_ACCEPTABLE, ProblemJsonError } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { compileSchemas } from "../contract/ajv.js";
import type { Contract } from "../contract/document.js";
import { Failure } from "./command.js";

/** A running mock server. */
export interface Mock {
  /** `http://127.0.0.1:4010` */
  url: string;
  close(): Promise<void>;
}

/** Options that have Prism check both sides and respond with examples alone. */
export const PRISM_CONFIG = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  mock: { dynamic: false },
  upstreamProxy: undefined,
  isProxy: false,
} as const;

/** Starts Prism on the contract, on 127.0.0.1 alone. Port 0 takes a free one. */
export async function startMock(contract: Contract, port = 0): Promise<Mock> {
  // Prism lets every body pass, silently, where it cannot compile a schema.
  compileSchemas(contract);
  const operations = await getHttpOperationsFromSpec(structuredClone(contract));
  const server = createServer(operations, {
    cors: true,
    config: PRISM_CONFIG,
    components: { logger: createLogger("mock", { level: "silent" }) },
  });
  refuseWhatThrows(server);
  try {
    return { url: await server.listen(port, "127.0.0.1"), close: () => server.close() };
  } catch (reason) {
    // Prism rejects with the message of the error, not with the error.
    if (String(reason).includes("EADDRINUSE")) {
      throw new Failure(`Port ${port} is taken. For any free one: npm run mock -- --port 0`);
    }
    throw new Failure(`Failed to listen on port ${port}: ${String(reason)}`);
  }
}

/**
 * Has Prism refuse a header Accept that is no media type: it throws where nobody listens, which
 * ends the process.
 */
function refuseWhatThrows({ prism }: ReturnType<typeof createServer>): void {
  const request = prism.request.bind(prism);
  prism.request = (input, operations, config) => async () => {
    try {
      return await request(input, operations, config)();
    } catch (error) {
      if (!/^invalid (media type|parameter format)$/.test((error as Error).message)) throw error;
      const detail = "The header Accept is not a list of media types.";
      return { _tag: "Left", left: ProblemJsonError.fromTemplate(NOT_ACCEPTABLE, detail) };
    }
  };
}
