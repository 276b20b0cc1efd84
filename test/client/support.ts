import { afterAll, afterEach, beforeAll } from "vitest";
import {
  createEnkashClient,
  type EnkashClient,
  EnkashError,
  type EnkashOptions,
  type FetchInit,
  operations,
} from "../../src/index.js";
import { type Misbehaviour, startHostileServer } from "../support/hostile-server.js";

/** The least that createOrder takes. */
export const ORDER = {
  orderId: "A1001",
  amount: { value: 499.5, currency: "INR" as const },
  paymentDetail: {},
};

/** The least that payInvoices takes. */
export const PAYMENT = {
  device: { tag: {} },
  b2bIds: { buyerB2BId: "B", supplierB2BId: "S" },
  payment: {
    objectId: `PMT${"0".repeat(32)}`,
    ts: "2025-01-15T10:30:00+05:30",
    type: "ONPLATFORM" as const,
    mode: "NEFT" as const,
    utr: "U1",
    currency: "INR" as const,
    paymentAmount: {},
    invoicesPayInfos: [],
  },
};

export const CREDENTIALS = {
  merchantAccessKey: "secret-key",
  paymentGatewayToken: "secret-gateway-token",
  rewardsToken: "secret-rewards-token",
};

/** Creates a client whose calls succeed, and remembers the requests that reach its fetch. */
export function recording(options: EnkashOptions) {
  const sent: Request[] = [];
  const fetch = async (url: string, init: FetchInit) => {
    sent.push(new Request(url, init));
    const payload = url.endsWith(operations.payInvoices.path) ? "x" : {};
    return Response.json({ response_code: 0, payload, paylod: payload });
  };
  return { client: createEnkashClient({ ...options, fetch }), sent };
}

/** Starts a hostile server for the tests of a file. */
export function useHostileServer() {
  let server: Awaited<ReturnType<typeof startHostileServer>>;
  beforeAll(async () => {
    server = await startHostileServer();
  });
  afterEach(() => void server.received.splice(0));
  afterAll(() => server.close());
  return {
    get received() {
      return server.received;
    },
    url: (scenario: Misbehaviour) => `${server.url}/${scenario}`,
    /** Creates a client whose calls all end in the scenario. */
    client: (scenario: Misbehaviour, options: EnkashOptions = {}): EnkashClient =>
      createEnkashClient({
        baseUrl: `${server.url}/${scenario}`,
        credentials: CREDENTIALS,
        ...options,
      }),
  };
}

/**
 * Returns the error that a call ends with; a call that succeeds or ends otherwise fails the test.
 */
export async function errorOf(call: Promise<unknown> | (() => unknown)): Promise<EnkashError> {
  let outcome: unknown;
  try {
    outcome = await (typeof call === "function" ? call() : call);
  } catch (error) {
    if (error instanceof EnkashError) return error;
    throw error;
  }
  throw new Error(`The call succeeded: ${JSON.stringify(outcome)}`);
}
