import { createEnkashClient, EnkashError } from "enkash-contract";

const enkash = createEnkashClient({
  // The mock. No host of EnKash is documented.
  baseUrl: process.env.ENKASH_URL ?? "http://127.0.0.1:4010",
  // No authentication is documented: put the headers here that EnKash tells you.
  headers: { payInvoices: {} },
  timeoutMs: 10_000,
});

try {
  const { payload } = await enkash.payInvoices({
    device: {
      tag: {},
    },
    b2bIds: {
      buyerB2BId: "BUYER-0001",
      supplierB2BId: "SUPPLIER-0001",
    },
    payment: {
      objectId: "PMT00000000000000000000000000000001",
      ts: "2025-01-15T10:30:00+05:30",
      type: "ONPLATFORM",
      mode: "NEFT",
      utr: "TESTUTR0001",
      currency: "INR",
      paymentAmount: {},
      invoicesPayInfos: [],
    },
  });
  // An acknowledgement, not yet a payment.
  console.log(payload);
} catch (error) {
  if (!(error instanceof EnkashError)) throw error;
  // Repeat the call only if nothing was sent.
  console.error(error.kind, "sent:", error.sent);
  process.exitCode = 1;
}
