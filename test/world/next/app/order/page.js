import { enkash } from "../../enkash.js";

export default async function Page() {
  const { payload } = await enkash.fetchOrderInfo({ orderId: "OR000000000003" });
  return <p>{payload.orderId}</p>;
}
