import {
  type EnkashClient,
  EnkashError,
  type PayInvoicesRequest,
  rupeesFromPaise,
} from "enkash-contract";
import { explain, withRetry } from "./enkash.js";

/** An invoice that the shop pays to a supplier. */
interface Invoice {
  number: string;
  /** Whole paise: 0.1 + 0.2 rupees would be 0.30000000000000004. */
  paise: number;
}

/** Creates the back end of a shop, as a function from request to response. */
export function createShop(enkash: EnkashClient): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const [, vouchersOf] = /^\/orders\/([^/]+)\/vouchers$/.exec(pathname) ?? [];
    try {
      if (request.method === "POST" && pathname === "/orders") return await order(enkash, request);
      if (request.method === "POST" && pathname === "/invoice-payments")
        return await payInvoices(enkash, request);
      if (request.method === "GET" && vouchersOf !== undefined)
        return await vouchers(enkash, vouchersOf);
      return Response.json({ message: "There is no such page." }, { status: 404 });
    } catch (error) {
      if (error instanceof EnkashError) return explain(error);
      throw error;
    }
  };
}

/** Creates an order. A real shop looks the amount up: a customer could send any. */
async function order(enkash: EnkashClient, request: Request): Promise<Response> {
  const { id, paise } = (await request.json()) as { id: string; paise: number };
  const { payload } = await withRetry(() =>
    enkash.createOrder({
      orderId: id,
      amount: { value: rupeesFromPaise(paise), currency: "INR" },
      returnUrl: `https://shop.example/orders/${id}`,
      paymentDetail: {},
    }),
  );
  // The contract promises no address, and drift may bring another type than a string.
  if (typeof payload.redirectionUrl !== "string") {
    return Response.json(
      { message: "There is no checkout for this order. Please call us." },
      { status: 502 },
    );
  }
  return new Response(null, { status: 303, headers: { location: payload.redirectionUrl } });
}

/**
 * Pays invoices of one supplier in one batch. The response acknowledges the payment; its outcome
 * comes later. No page states the unit of these amounts: ask EnKash whether rupees are right.
 */
async function payInvoices(enkash: EnkashClient, request: Request): Promise<Response> {
  const { id, utr, invoices } = (await request.json()) as {
    id: string;
    utr: string;
    invoices: Invoice[];
  };
  const total = invoices.reduce((sum, { paise }) => sum + paise, 0);
  const payment: PayInvoicesRequest = {
    device: { tag: {} },
    b2bIds: { buyerB2BId: "NOTEBOOK-SHOP", supplierB2BId: "PAPER-MILL" },
    payment: {
      objectId: id,
      ts: "2025-01-15T10:30:00+05:30",
      type: "ONPLATFORM",
      mode: "NEFT",
      utr,
      currency: "INR",
      paymentAmount: { totalAmount: rupeesFromPaise(total), currency: "INR" },
      invoicesPayInfos: invoices.map(({ number, paise }) => ({
        supplierInvoiceNumber: number,
        invoiceAmount: { totalAmount: rupeesFromPaise(paise), currency: "INR" },
      })),
    },
  };
  const { payload } = await enkash.payInvoices(payment);
  return Response.json({ reference: payload }, { status: 202 });
}

/** Hands out the vouchers of an order that is paid. */
async function vouchers(enkash: EnkashClient, orderId: string): Promise<Response> {
  const { payload } = await enkash.fetchOrderInfo({ orderId });
  switch (payload.paymentStatus) {
    case "SUCCESS":
      return Response.json(payload.voucherDetailsList, {
        headers: { "cache-control": "no-store" },
      });
    case "IN_PROGRESS":
      return Response.json({ message: "Your payment is on its way." }, { status: 202 });
    case "FAILED":
    case "CANCELLED":
    case "EXPIRED":
    case "REFUNDED":
      return Response.json({ message: "This order is not paid." }, { status: 409 });
    default:
      // A status that EnKash adds one day: hand out nothing until somebody has looked.
      return Response.json({ message: "We are looking at your order." }, { status: 503 });
  }
}
