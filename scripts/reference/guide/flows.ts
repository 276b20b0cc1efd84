import type { Step } from "../diagrams/sequence.js";

/** When to call an operation, and what comes before and after it. */
export interface Flow {
  /** In Markdown. */
  when: string;
  steps: readonly Step[];
  /** What the operation does not tell, said flatly, in Markdown. */
  limit: string;
  /** Page without an operation whose states the flow leads through. */
  lifecycle?: string;
}

const NO_STATUS =
  "None of the three operations of this contract tells whether a Payment Gateway order was paid. " +
  "`fetchOrderInfo` reads orders of another product (Rewards).";

/** Flows by operation. A step without `page` is documented on none of the pinned pages. */
export const flows: Record<string, Flow> = {
  createOrder: {
    when:
      "Call it on your server once the customer decides to pay, before any payment page is shown. " +
      "Store the id that comes back beside your own.",
    steps: [
      {
        from: "Your server",
        to: "EnKash",
        label: "createOrder",
        text: "Your server creates the order with your own `orderId` and the amount.",
        page: "Create Order",
      },
      {
        from: "EnKash",
        to: "Your server",
        label: "payload",
        text: "The response carries `payload.redirectionUrl` and `payload.orderId`.",
        page: "Create Order",
      },
      {
        from: "Your server",
        to: "Customer",
        label: "redirect",
        text: "The customer is redirected to EnKash Checkout; the order is then `CHECKOUT_RENDERED`.",
        page: "About Order",
      },
      {
        from: "Customer",
        to: "EnKash",
        label: "pays",
        text: "The customer tries to pay; the order is then `ATTEMPTED`.",
        page: "About Order",
      },
      {
        from: "EnKash",
        to: "Customer",
        label: "returnUrl",
        text: "The page lists `returnUrl` without a word on when it is called, or with what.",
      },
      {
        from: "EnKash",
        to: "Your server",
        label: "notifyUrl",
        text: "The page lists `notifyUrl` without a word on when it is called, with what, or how to verify that it comes from EnKash.",
      },
      {
        from: "Your server",
        to: "EnKash",
        label: "check",
        text: "Check the order's state before you deliver. About Order names Get Order Status for it, which this contract does not cover.",
        page: "About Order",
      },
    ],
    limit: `${NO_STATUS} Neither the redirect nor a call of your \`notifyUrl\` is documented as proof of payment.`,
    lifecycle: "orderLifecycle",
  },
  payInvoices: {
    when:
      "Call it when a business pays invoices of a supplier over Bharat Connect. " +
      "Where the ids come from (`buyerB2BId`, `supplierB2BId`, `objectId`) is not documented on the page.",
    steps: [
      {
        from: "Your server",
        to: "EnKash",
        label: "payInvoices",
        text: "Your server sends the payment and the invoices it is for.",
        page: "Pay Invoices",
      },
      {
        from: "EnKash",
        to: "Your server",
        label: "acknowledgement",
        text: "The response carries a string as `payload`, of which the page says nothing more.",
        page: "Pay Invoices",
      },
      {
        from: "EnKash",
        to: "Your server",
        label: "outcome, by webhook",
        text: "The outcome arrives later on a webhook, which this contract does not cover.",
        elsewhere: "said on sibling pages of the portal",
      },
    ],
    limit: `A response 200 acknowledges the request and does not say that anything was paid. ${NO_STATUS}`,
  },
  fetchOrderInfo: {
    when:
      "Call it to read a Rewards order with its vouchers. It changes nothing. " +
      "Its page is marked Developing.",
    steps: [
      {
        from: "Your server",
        to: "EnKash Rewards",
        label: "order created",
        text: "A Rewards order exists. How it is created is not part of this contract.",
      },
      {
        from: "Your server",
        to: "EnKash Rewards",
        label: "fetchOrderInfo",
        text: "Your server asks for the order by `orderId`. The page does not say whether that is EnKash's id or yours.",
        page: "Fetch Order Info by Partner order Reference id",
      },
      {
        from: "EnKash Rewards",
        to: "Your server",
        label: "paylod",
        text: "The response carries both states, the amounts and the vouchers, with card numbers and PINs.",
        page: "Fetch Order Info by Partner order Reference id",
      },
    ],
    limit: `The states are those of a Rewards order. ${NO_STATUS}`,
  },
};
