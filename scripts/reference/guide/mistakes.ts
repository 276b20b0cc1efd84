import type { OperationView } from "../operation-view.js";
import { askKit, type KitRequest, type KitResponse, refusal, validRequest } from "./kit.js";

/** A mistake that integrators make. */
interface Mistake {
  id: string;
  title: string;
  /** What is wrong and what to do, in Markdown. */
  text: string;
  /** Where the mistake comes from: observed in public code, or a property of a language. */
  source?: string;
  /** Makes the mistake in a valid request; without it the request is valid and its response is misread. */
  make?: (request: KitRequest) => void;
  /** Whether the response to look at is a refusal. */
  refused?: boolean;
}

/** A mistake, what of the request is wrong, and the response that the testing kit gave to it. */
export interface ShownMistake extends Mistake {
  /** What differs from a valid request; nothing where a part was left out or the request is valid. */
  sent: unknown;
  response: KitResponse;
}

const SEEN = "Seen in public code.";

type Tree = Record<string, Record<string, unknown>>;

/** Mistakes by operation. */
const mistakes: Record<string, Mistake[]> = {
  createOrder: [
    {
      id: "amount-as-string",
      title: "The amount is a string",
      text: '`toFixed(2)` and `number_format()` return strings: `"499.50"`. The page states a number. Round, then send the number.',
      source: SEEN,
      make: ({ body }) => {
        (body as Tree).amount = { value: "499.50", currency: "INR" };
      },
    },
    {
      id: "payment-detail-left-out",
      title: "`paymentDetail` is left out",
      text: "It is required, although both of its properties are optional. Send `{}`.",
      source: SEEN,
      make: ({ body }) => {
        delete body.paymentDetail;
      },
    },
    {
      id: "payment-detail-as-array",
      title: "`paymentDetail` is sent as `[]`",
      text: "PHP encodes an empty array as `[]`. Use `new stdClass()`, which becomes `{}`.",
      source: "A property of PHP.",
      make: ({ body }) => {
        body.paymentDetail = [];
      },
    },
    {
      id: "invented-properties",
      title: "Properties that the page does not list",
      text: "No `mid`, `merchantId` or `orderAmount` is documented. Your own names and values belong in `customParameters`.",
      source: SEEN,
      make: ({ body }) => {
        Object.assign(body, { merchantId: "M-1", orderAmount: 499.5 });
      },
    },
    {
      id: "access-key-left-out",
      title: "The header `merchantAccessKey` is left out",
      text: "Both headers are needed, the access key and the token.",
      source: SEEN,
      make: ({ headers }) => {
        delete headers.merchantAccessKey;
      },
    },
    {
      id: "ids-mixed-up",
      title: "The two ids are mixed up",
      text: "`orderId` in the request is yours, `payload.orderId` in the response is EnKash's (said in other revisions of the page). Store both.",
    },
    {
      id: "payload-at-the-top",
      title: "The payload is read at the top level",
      text: "`redirectionUrl` and `orderId` stand inside `payload`. Read at the top level they are undefined, and a shop redirects to nowhere. The page requires neither, so test `payload.redirectionUrl` before you redirect.",
      source: SEEN,
    },
    {
      id: "success-by-status",
      title: "Success is tested by HTTP status",
      text: "A refusal was observed with HTTP 200. Test `response_code`: 0 in the page's example of a success.",
      source: SEEN,
      refused: true,
    },
  ],
  payInvoices: [
    {
      id: "object-id-of-your-own",
      title: "`payment.objectId` is an id of your own",
      text: "The page states a pattern: `PMT` and 32 letters or digits.",
      make: ({ body }) => {
        Object.assign((body as Tree).payment ?? {}, { objectId: "INV-1001" });
      },
    },
    {
      id: "mode-with-underscore",
      title: "The mode is written with an underscore",
      text: "Five of the values contain a space: `INTERNET BANKING`.",
      make: ({ body }) => {
        Object.assign((body as Tree).payment ?? {}, { mode: "INTERNET_BANKING" });
      },
    },
    {
      id: "empty-objects-as-arrays",
      title: "Empty objects are sent as `[]`",
      text: "PHP encodes an empty array as `[]`. Use `new stdClass()` for `tag` and `paymentAmount`.",
      source: "A property of PHP.",
      make: ({ body }) => {
        Object.assign(body, { device: { tag: [] } });
        Object.assign((body as Tree).payment ?? {}, { paymentAmount: [] });
      },
    },
    {
      id: "invented-properties",
      title: "Properties that the page does not list",
      text: "The amount stands in `payment.paymentAmount`.",
      make: ({ body }) => {
        Object.assign((body as Tree).payment ?? {}, { amount: 1000 });
      },
    },
    {
      id: "acknowledged-is-not-paid",
      title: "The acknowledgement is taken for the payment",
      text: "`response_code` 0 acknowledges the request. The outcome arrives later on a webhook, say sibling pages.",
    },
    {
      id: "success-by-status",
      title: "Success is tested by HTTP status",
      text: "A refusal was observed with HTTP 200. Test `response_code`: 0 in the page's example.",
      source: SEEN,
      refused: true,
    },
  ],
  fetchOrderInfo: [
    {
      id: "wrong-token",
      title: "The token of another product",
      text: "This is a Rewards operation. Its bearer token comes from another system than the Payment Gateway token (said elsewhere on the portal). The mock cannot tell the systems apart; it only sees that `Bearer` is missing.",
      make: ({ headers }) => {
        headers.Authorization = "dummy-payment-gateway-token";
      },
    },
    {
      id: "reference-instead-of-order-id",
      title: "The reference is sent under its own name",
      text: "The page's title speaks of the partner's order reference id; the field is called `orderId`.",
      make: (request) => {
        request.body = { partnerOrderReferenceId: "REF0001" };
      },
    },
    {
      id: "payload-for-paylod",
      title: "`payload` is read",
      text: "The page spells it `paylod`, and so do its example and this contract.",
    },
    {
      id: "code-compared-to-a-number",
      title: "`response_code` is compared to a number",
      text: '`response_code` is a string here: `"0"`. `response_code === 0` is never true.',
    },
    {
      id: "success-by-status",
      title: "Success is tested by HTTP status",
      text: 'A refusal was observed with HTTP 200. Test `response_code`: `"0"` in the page\'s example.',
      source: SEEN,
      refused: true,
    },
  ],
};

/** Lists the mistakes of an operation. */
export function mistakesOf({ id }: OperationView): readonly Mistake[] {
  return mistakes[id] ?? [];
}

/** Makes each mistake of an operation, and returns it with the kit's response. */
export function showMistakes(view: OperationView): Promise<ShownMistake[]> {
  return Promise.all(
    mistakesOf(view).map(async (mistake) => {
      const request = validRequest(view);
      mistake.make?.(request);
      const response = mistake.refused === true ? await refusal(view) : await askKit(view, request);
      const sent = difference(request.body, validRequest(view).body);
      const wrong = response.status >= 400;
      if (wrong !== (mistake.make !== undefined))
        throw new Error(`${view.id}: ${mistake.id} got ${response.status} from the kit.`);
      return { ...mistake, sent, response };
    }),
  );
}

/** Returns the parts of a value that another has not, or has otherwise. */
function difference(value: unknown, other: unknown): unknown {
  if (JSON.stringify(value) === JSON.stringify(other)) return undefined;
  if (!isObject(value) || !isObject(other)) return value;
  const parts = Object.entries(value)
    .map(([name, part]) => [name, difference(part, other[name])])
    .filter(([, part]) => part !== undefined);
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
