export { createRawClient, type RawClient } from "../generated/client.js";
export {
  CONTRACT_VERSION,
  type CredentialName,
  type Credentials,
  fetchOrderInfoOrderStatuses,
  fetchOrderInfoPaymentStatuses,
  type KnownFetchOrderInfoOrderStatus,
  type KnownFetchOrderInfoPaymentStatus,
  type KnownOrderStatus,
  type OperationId,
  type OperationTypes,
  operations,
  orderStatuses,
  payInvoicesPaymentModes,
} from "../generated/operations.js";
export type {
  Address,
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
  PayInvoicesAdditionalInfo,
  PayInvoicesB2bIds,
  PayInvoicesDevice,
  PayInvoicesDeviceTag,
  PayInvoicesInvoiceAmount,
  PayInvoicesInvoicePayInfo,
  PayInvoicesInvoicePaymentAmount,
  PayInvoicesObjectVersion,
  PayInvoicesPayment,
  PayInvoicesPaymentAmount,
  PayInvoicesPaymentMode,
  PayInvoicesRequest,
  PayInvoicesResponse,
  PayInvoicesSplit,
  PayInvoicesStatusTransition,
  PayInvoicesSupplierBankAccountDetails,
} from "../generated/types.js";
export { rupeesFromPaise } from "./amounts.js";
export { createEnkashClient, type EnkashClient } from "./client.js";
export {
  type CachedCredential,
  type CachedCredentialOptions,
  cachedCredential,
  type LoadContext,
  type LoadCredential,
  type LoadedCredential,
} from "./credentials/cached-credential.js";
export {
  type PaymentGatewayTokenOptions,
  paymentGatewayToken,
} from "./credentials/payment-gateway-token.js";
export { EnkashAbortedError } from "./errors/aborted.js";
export type { Unredacted, UnredactedWith } from "./errors/base.js";
export type { Sent } from "./errors/circumstances.js";
export { EnkashConfigurationError } from "./errors/configuration.js";
export { EnkashCredentialError } from "./errors/credential.js";
export { EnkashDriftError } from "./errors/drift.js";
export { EnkashHttpStatusError } from "./errors/http-status.js";
export { EnkashError, type EnkashErrorKind, isEnkashError } from "./errors/index.js";
export { EnkashInvalidRequestError } from "./errors/invalid-request.js";
export { EnkashNetworkError } from "./errors/network.js";
export { EnkashRefusedError } from "./errors/refused.js";
export { EnkashTimeoutError } from "./errors/timeout.js";
export {
  EnkashUnexpectedResponseError,
  type UnexpectedReason,
} from "./errors/unexpected-response.js";
export type { FetchInit, ResponseLike } from "./fetch-types.js";
export type {
  CallOptions,
  Credential,
  CredentialNeed,
  DriftEvent,
  EndEvent,
  EnkashOptions,
  RequestEvent,
  ResponseEvent,
} from "./options.js";
export type {
  Client,
  ClientMethod,
  FetchOptions,
  FetchResponse,
  Middleware,
  RawOptions,
  RawResult,
} from "./raw.js";
export type { EnkashResult } from "./result-types.js";
export type { Violation } from "./violations.js";
