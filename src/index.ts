export {
  type Client,
  type ClientMethod,
  CONTRACT_VERSION,
  type CredentialName,
  type Credentials,
  createRawClient,
  type FetchOptions,
  type FetchResponse,
  fetchOrderInfoOrderStatuses,
  fetchOrderInfoPaymentStatuses,
  type Middleware,
  type OperationId,
  type OperationTypes,
  operations,
  orderStatuses,
  payInvoicesPaymentModes,
  type RawAnswer,
  type RawClient,
  type RawOptions,
} from "../generated/client.js";
export type {
  Amount,
  CreateOrderRequest,
  CreateOrderResponse,
  CustomerDetail,
  FetchOrderInfoOrderStatus,
  FetchOrderInfoPaylod,
  FetchOrderInfoPaymentStatus,
  FetchOrderInfoRequest,
  FetchOrderInfoResponse,
  FetchOrderInfoVoucher,
  OrderCreateResponse,
  OrderPaymentDetail,
  OrderStatus,
  PayInvoicesPaymentMode,
  PayInvoicesRequest,
  PayInvoicesResponse,
} from "../generated/types.js";
export type { EnkashAnswer } from "./answer.js";
export { createEnkashClient, type EnkashClient } from "./client.js";
export { EnkashAbortedError } from "./errors/aborted.js";
export type { Sent } from "./errors/base.js";
export { EnkashConfigurationError } from "./errors/configuration.js";
export { EnkashDriftError } from "./errors/drift.js";
export { EnkashHttpStatusError } from "./errors/http-status.js";
export { EnkashError, type EnkashErrorKind } from "./errors/index.js";
export { EnkashInvalidRequestError } from "./errors/invalid-request.js";
export { EnkashNetworkError } from "./errors/network.js";
export { EnkashRefusedError } from "./errors/refused.js";
export { EnkashTimeoutError } from "./errors/timeout.js";
export { EnkashUnexpectedResponseError, type UnexpectedReason } from "./errors/unexpected-response.js";
export type {
  CallOptions,
  Credential,
  DriftEvent,
  EnkashOptions,
  RequestEvent,
  ResponseEvent,
} from "./options.js";
export type { Violation } from "./violations.js";
