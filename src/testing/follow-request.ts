import type { OperationId, OperationTypes } from "../../generated/operations.js";

/**
 * Makes the ids of a response follow the request, as a real server's would: two orders get two ids,
 * and whoever asks for an order gets that order. Nothing documents how EnKash forms its ids.
 */
export function followRequest(operation: OperationId, request: unknown, response: unknown): void {
  if (operation === "createOrder") createdOrder(request as never, response as never);
  if (operation === "fetchOrderInfo") fetchedOrder(request as never, response as never);
}

function createdOrder(
  { orderId }: OperationTypes["createOrder"]["request"],
  { payload }: OperationTypes["createOrder"]["response"],
): void {
  if (payload?.orderId === undefined) return;
  const example = payload.orderId;
  payload.orderId = `ENK-${orderId}`;
  // A lone half of a surrogate pair cannot stand in a URL.
  const inUrl = encodeURIComponent(payload.orderId.replace(/\p{Surrogate}/gu, "\ufffd"));
  if (payload.redirectionUrl === undefined) return;
  payload.redirectionUrl = payload.redirectionUrl.replace(example, () => inUrl);
}

function fetchedOrder(
  { orderId }: OperationTypes["fetchOrderInfo"]["request"],
  { paylod }: OperationTypes["fetchOrderInfo"]["response"],
): void {
  paylod.orderId = orderId;
}
