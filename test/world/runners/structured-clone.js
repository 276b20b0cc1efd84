import process from "node:process";
import { createOrder } from "./order.js";

// What a worker thread receives.
await createOrder(process.argv[2]).catch((error) => console.error(structuredClone(error)));
process.exit(1);
