import type { FactsFile } from "../../../scripts/contract/facts.js";

/** A page that no portal has, without an example or a date, and with lists three deep. */
export const batchPage: FactsFile = {
  file: "none",
  id: "batchSample",
  page: "Batch Sample",
  modified: null,
  endpoint: 99999905,
  facts: {
    batchSample: { method: "POST", path: "/api/v0/sample/batches" },
    "batchSample.request": { mediaType: "application/json" },
    "batchSample.request.urgent": { type: "boolean", required: true },
    "batchSample.request.note": { type: "string", nullable: true, required: false },
    "batchSample.request.batches": { type: "array", itemType: "object", required: true },
    "batchSample.request.batches[].label": { type: "string", required: true },
    "batchSample.request.batches[].groups": { type: "array", itemType: "object", required: false },
    "batchSample.request.batches[].groups[].rank": {
      type: "integer",
      enum: [1, 2],
      required: true,
    },
    "batchSample.request.batches[].groups[].flags": {
      type: "array",
      itemType: "boolean",
      required: false,
    },
    "batchSample.response": { status: "200", label: "Success", mediaType: "application/json" },
    "batchSample.response.payload": { type: "object", required: true },
    "batchSample.response.payload.hasMore": { type: "boolean", required: true },
    "batchSample.response.payload.kind": { type: "string", enum: ["FEE", "TAX"], required: false },
    "batchSample.response.payload.level": { type: "integer", enum: [1, 2], required: false },
    "batchSample.response.response_code": { type: "integer", required: true },
    "batchSample.response.response_message": { type: "string", required: false },
  },
  examples: {},
};
