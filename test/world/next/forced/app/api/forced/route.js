import { enkash, order } from "../../../enkash.js";

// Next.js keeps every response of this route, even one that must not be stored.
export const fetchCache = "force-cache";
export const dynamic = "force-dynamic";

export async function GET() {
  const { payload } = await enkash.createOrder(order);
  return Response.json({ orderId: payload.orderId });
}
