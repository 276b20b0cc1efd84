export { fixtures } from "../../generated/fixtures.js";
export { type Fixture, fixture } from "./fixture.js";
export type { RefusalOptions } from "./make-scenarios.js";
export type { MockCall, UnredactedCall } from "./mock-call.js";
export { createMockFetch, type MockFetch, type MockFetchOptions } from "./mock-fetch.js";
export type { DocumentedViolation, Problem } from "./problem.js";
export type {
  ConditionalResponse,
  ExampleName,
  MockResponse,
  Scenario,
  ScenarioContext,
} from "./responses.js";
export { scenarios } from "./scenarios.js";
