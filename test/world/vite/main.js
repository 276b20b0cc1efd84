import { createEnkashClient } from "enkash-contract";

const enkash = createEnkashClient({
  baseUrl: location.origin,
  // The shop's server replaces them.
  credentials: { merchantAccessKey: "of-the-server", paymentGatewayToken: "of-the-server" },
});

async function buy() {
  try {
    const { payload } = await enkash.createOrder({
      orderId: "A1001",
      amount: { value: 499.5, currency: "INR" },
      paymentDetail: {},
    });
    return payload.orderId;
  } catch (error) {
    return `${error.kind}, sent: ${error.sent}`;
  }
}

document.querySelector("button").addEventListener("click", async () => {
  const output = document.querySelector("output");
  output.value = `${output.value} ${await buy()};`;
});
