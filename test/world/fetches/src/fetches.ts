import crossFetch from "cross-fetch";
import type { EnkashOptions } from "enkash-contract";
import nodeFetch2 from "node-fetch-2";
import nodeFetch3 from "node-fetch-3";
import { fetch as undici7 } from "undici";
import { fetch as undici5 } from "undici-5";
import { fetch as undici6 } from "undici-6";

type Fetch = NonNullable<EnkashOptions["fetch"]>;

/** Each is handed over as it is: that this compiles is part of the test. */
export const fetches: Record<string, Fetch> = {
  "node-fetch 2": nodeFetch2,
  "node-fetch 3": nodeFetch3,
  "cross-fetch": crossFetch,
  "undici 5": undici5,
  "undici 6": undici6,
  "undici 7": undici7,
};
