/** End of a call: its time is over, or the caller's signal aborts. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #forget: (() => void) | undefined;
  #reject: (reason: unknown) => void = () => {};
  /** Signal that aborts with the deadline, for `fetch`. */
  readonly signal = this.#controller.signal;
  /** Why the call has ended early, if it has. */
  reason: "timeout" | "aborted" | undefined;

  constructor(timeoutMs: number | undefined, caller: AbortSignal | undefined) {
    if (caller?.aborted) this.#end("aborted");
    else if (caller) this.#forget = onAbort(caller, () => this.#end("aborted"));
    // Last: where `caller` is no signal, the lines above throw, and a timer would run on.
    if (timeoutMs !== undefined) this.#timer = setTimeout(() => this.#end("timeout"), timeoutMs);
  }

  /**
   * Settles like `work`, or rejects at the deadline even if `work` ignores the signal. There is one
   * race at a time.
   *
   * @param late Gets what comes after the deadline.
   */
  race<Value>(work: Promise<Value>, late?: (value: Value) => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      if (this.reason) reject(this.signal.reason);
      work.then((value) => {
        if (this.reason) late?.(value);
        resolve(value);
      }, reject);
    });
  }

  /** Leaves no timer and no listener behind. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#forget?.();
  }

  #end(reason: "timeout" | "aborted"): void {
    this.reason ??= reason;
    this.#controller.abort();
    this.#reject(this.signal.reason);
  }
}

/** Calls on one signal. They share a listener: Node prints a warning at the eleventh. */
interface Shared {
  readonly acts: Set<() => void>;
  readonly listener: () => void;
}

const shared = new WeakMap<AbortSignal, Shared>();

/** Calls `act` when a signal aborts, and returns a function that takes that back. */
function onAbort(signal: AbortSignal, act: () => void): () => void {
  const { acts, listener } = shared.get(signal) ?? listen(signal);
  acts.add(act);
  return () => {
    acts.delete(act);
    if (acts.size > 0) return;
    shared.delete(signal);
    try {
      signal.removeEventListener("abort", listener);
    } catch {
      // Cleaning up must not fail a call that has ended.
    }
  };
}

function listen(signal: AbortSignal): Shared {
  const acts = new Set<() => void>();
  const listener = () => {
    for (const each of acts) each();
  };
  signal.addEventListener("abort", listener, { once: true });
  const entry = { acts, listener };
  shared.set(signal, entry);
  return entry;
}
