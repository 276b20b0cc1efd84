import { enkash, order } from "../../../enkash.js";

export async function GET() {
  const { payload } = await enkash.createOrder(order);
  return Response.json({ orderId: payload.orderId });
}
