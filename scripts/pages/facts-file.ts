export type { Page as FactsFile } from "../contract/facts.js";
