/** Confidential values that apps send and receive. None of them may be printed or stored. */
export const confidential = {
  merchantAccessKey: "access-key-7Qx2",
  paymentGatewayToken: "gateway-token-9Lm4",
  rewardsToken: "rewards-token-3Wd8",
  pin: "pin-480913-Hk",
  cardNumber: "9000000000004417",
};

/**
 * Returns the names of the confidential values that a text contains: as they are, in base64 or in
 * hex.
 */
export function confidentialIn(text: string): string[] {
  return Object.entries(confidential)
    .filter(([, value]) => spellings(value).some((spelling) => text.includes(spelling)))
    .map(([name]) => name);
}

function spellings(value: string): string[] {
  // Where a value begins in a longer text decides which characters base64 has for it.
  const base64 = [0, 1, 2].map((offset) => {
    const bytes = Buffer.from("\0".repeat(offset) + value);
    const firstWhole = Math.ceil((offset * 8) / 6);
    return bytes.toString("base64").slice(firstWhole, Math.floor((bytes.length * 8) / 6));
  });
  return [value, Buffer.from(value).toString("hex"), ...base64];
}
