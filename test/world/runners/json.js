import process from "node:process";
import { createOrder } from "./order.js";

await createOrder(process.argv[2]).catch((error) => console.error(JSON.stringify(error, null, 2)));
process.exit(1);
