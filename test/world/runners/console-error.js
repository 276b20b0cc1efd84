import process from "node:process";
import { createOrder } from "./order.js";

await createOrder(process.argv[2]).catch((error) => console.error("order failed:", error));
process.exit(1);
