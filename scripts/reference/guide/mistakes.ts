import type { OperationView } from "../operation-view.js";
import { askKit, type KitResponse, refusal, validRequest } from "./ask-kit.js";
import { readGuide } from "./read.js";

type Patch = Record<string, unknown>;

/** A mistake that integrators make; `mistakes.yaml` explains the parts. */
interface Mistake {
  id: string;
  title: string;
  text: string;
  source?: string;
  body?: Patch;
  headers?: Patch;
  refused?: boolean;
}

/** A mistake with the response that the testing kit gave to it. */
export interface ShownMistake extends Mistake {
  response: KitResponse;
}

/** Lists the mistakes of an operation. */
export function mistakesOf({ id }: OperationView): readonly Mistake[] {
  return readGuide<Record<string, Mistake[]>>("mistakes.yaml")[id] ?? [];
}

/** Makes each mistake of an operation, and returns it with the kit's response. */
export function showMistakes(view: OperationView): Promise<ShownMistake[]> {
  return Promise.all(
    mistakesOf(view).map(async (mistake) => {
      const response = await respond(view, mistake);
      const isWrong = mistake.body !== undefined || mistake.headers !== undefined;
      if (isWrong !== response.status >= 400)
        throw new Error(`${view.id}: ${mistake.id} got ${response.status} from the kit.`);
      return { ...mistake, response };
    }),
  );
}

function respond(view: OperationView, { body, headers, refused }: Mistake): Promise<KitResponse> {
  if (refused === true) return refusal(view);
  const valid = validRequest(view);
  return askKit(view, {
    body: merge(valid.body, body),
    headers: merge(valid.headers, headers) as Record<string, string>,
  });
}

/** Applies a JSON merge patch (RFC 7386): values replace, `null` takes out. */
export function merge(target: Patch, patch: Patch = {}): Patch {
  const merged = { ...target };
  for (const [name, value] of Object.entries(patch)) {
    const old = merged[name];
    if (value === null) delete merged[name];
    else if (isObject(value)) merged[name] = merge(isObject(old) ? old : {}, value);
    else merged[name] = value;
  }
  return merged;
}

function isObject(value: unknown): value is Patch {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
