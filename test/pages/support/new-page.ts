import type { FactsFile } from "../../../scripts/contract/facts.js";

/** A page that no portal has, with all that a new operation can need. */
export const newPage: FactsFile = {
  file: "none",
  id: "refundSample",
  page: "Refund Sample",
  modified: "2030-01-02 03:04:05",
  endpoint: 99999901,
  facts: {
    refundSample: { method: "POST", path: "/api/v0/sample/refunds" },
    "refundSample.authorization": { scheme: "bearer", example: "Bearer sample-token" },
    "refundSample.header.merchantAccessKey": { type: "string", required: true },
    "refundSample.header.Content-Type": {
      type: "string",
      required: true,
      example: "application/json",
    },
    "refundSample.request": { mediaType: "application/json" },
    "refundSample.request.refundId": {
      type: "string",
      required: true,
      minLength: 3,
      maxLength: 20,
    },
    "refundSample.request.sum": { type: "object", schemaName: "SampleSum", required: true },
    "refundSample.request.sum.value": { type: "number", required: true, minimum: 0.01 },
    "refundSample.request.sum.currency": { type: "string", required: true, enum: ["INR"] },
    "refundSample.request.kind": { type: "string", required: false, enum: ["FULL", "PART"] },
    "refundSample.request.reference": {
      type: "string",
      required: true,
      pattern: '^([^\\\\\\"]){1,50}$',
    },
    "refundSample.request.lines": {
      type: "array",
      itemType: "object",
      propertyCount: 2,
      required: false,
    },
    "refundSample.request.notes": { type: "object", required: false },
    "refundSample.request.notes.*": { type: "string", required: false },
    "refundSample.response": { status: "200", label: "Success", mediaType: "application/json" },
    "refundSample.response.payload": { type: "object", required: false },
    "refundSample.response.payload.refundId": { type: "string", required: false },
    "refundSample.response.payload.state": {
      type: "string",
      required: false,
      listedValues: ["DONE", "IN_PROGRESS", "FAILED", "LOST"],
    },
    "refundSample.response.response_code": { type: "integer", format: "int32", required: true },
    "refundSample.response.response_message": { type: "string", required: true },
  },
  examples: {
    "refundSample.request": {
      refundId: "R-1",
      sum: { value: 12.5, currency: "INR" },
      kind: "FULL",
      reference: "string",
      lines: [{ label: "string", share: 2 }],
      notes: {},
    },
    "refundSample.response": {
      payload: { refundId: "E-1", state: "DONE" },
      response_code: 0,
      response_message: "string",
    },
  },
};
