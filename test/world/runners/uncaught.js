import process from "node:process";
import { createOrder } from "./order.js";

await createOrder(process.argv[2]);
