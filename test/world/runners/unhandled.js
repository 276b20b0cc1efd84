import process from "node:process";
import { createOrder } from "./order.js";

createOrder(process.argv[2]);
