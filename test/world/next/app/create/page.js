import { enkash, order } from "../../enkash.js";

export default async function Page() {
  const { payload } = await enkash.createOrder(order);
  return <a href={payload.redirectionUrl}>{payload.orderId}</a>;
}
