import { fileURLToPath } from "node:url";

export { readContract } from "../../scripts/support/contract.js";

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));
