/**
 * Words that integrators search for, by the id of the section that treats them under another
 * name.
 */
export const sectionWords: Record<string, string> = {
  authentication:
    "api key secret key access key token bearer oauth credentials login authorization",
  servers: "sandbox test environment staging production live base url host uat",
  errors: "error codes failure refusal 117 retry repeat timeout idempotency exception status code",
  mistakes: "422 validation problem pitfalls troubleshooting invalid request",
  examples: "sample code snippet sdk json payload",
  when: "flow sequence webhook callback redirect checkout",
  orderLifecycle: "order status state paid lifecycle",
  downloads: "postman bruno collection swagger openapi download llms",
  mutants: "mutation score mutants tests",
  try: "console playground mock",
  request: "parameters body fields",
  response: "result payload fields",
};
