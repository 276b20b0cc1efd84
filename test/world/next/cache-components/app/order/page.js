import { Suspense } from "react";
import { enkash } from "../../enkash.js";

async function Order() {
  const { payload } = await enkash.fetchOrderInfo({ orderId: "OR000000000003" });
  return <p>{payload.orderId}</p>;
}

export default function Page() {
  return (
    <Suspense fallback={<p>Loading</p>}>
      <Order />
    </Suspense>
  );
}
