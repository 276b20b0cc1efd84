import process from "node:process";
import { probe } from "./probe.js";

console.log(JSON.stringify(await probe(JSON.parse(process.env.PROBE_URLS))));
// A connection that hangs on purpose would keep the process.
process.exit();
