import { enkash } from "../../../enkash.js";

export async function GET() {
  const { payload } = await enkash.fetchOrderInfo({ orderId: "OR000000000003" });
  return Response.json({ orderId: payload.orderId });
}
