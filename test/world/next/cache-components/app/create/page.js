import { Suspense } from "react";
import { enkash, order } from "../../enkash.js";

async function Created() {
  const { payload } = await enkash.createOrder(order);
  return <a href={payload.redirectionUrl}>{payload.orderId}</a>;
}

export default function Page() {
  return (
    <Suspense fallback={<p>Loading</p>}>
      <Created />
    </Suspense>
  );
}
