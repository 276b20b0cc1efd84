const HEADERS = ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid"];

/**
 * Returns the request id of a response, unless it repeats something of what was sent or looks like a card or account
 * number: an id goes into logs.
 */
export function requestId(headers: Headers, confidential: string): string | undefined {
  const parts = confidential.split(/[^\w.-]+/).filter((part) => part.length >= 6);
  return HEADERS.map((name) => headers.get(name) ?? "").find(
    (id) =>
      /^[\w.:+/=-]{1,128}$/.test(id) &&
      !/^\d{9,19}$/.test(id) &&
      !parts.some((part) => part.includes(id) || id.includes(part)),
  );
}
