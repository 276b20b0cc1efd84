export { fixtures } from "../../generated/fixtures.js";
export type { MockCall } from "./mock-call.js";
export { createMockFetch, type MockFetch, type MockFetchOptions } from "./mock-fetch.js";
export type { DocumentedViolation, Problem } from "./problem.js";
export type { ExampleName, MockResponse, Scenario, ScenarioContext } from "./responses.js";
export { type RefusalOptions, scenarios } from "./scenarios.js";
