/** Ends a call when its time is over or when the caller's signal aborts, and tells the two apart. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #caller: AbortSignal | undefined;
  readonly #ended: Promise<never>;
  #reject: (reason: unknown) => void = () => {};
  #reason: "timeout" | "aborted" | undefined;

  constructor(timeoutMs: number | undefined, caller: AbortSignal | undefined) {
    this.#caller = caller;
    this.#ended = new Promise((_, reject) => {
      this.#reject = reject;
    });
    // Whoever races against it handles the rejection; without a race it is nobody's.
    this.#ended.catch(() => {});
    if (caller?.aborted) this.#abort();
    else caller?.addEventListener("abort", this.#abort, { once: true });
    // Last, so that nothing runs on where a signal is none.
    if (timeoutMs !== undefined) this.#timer = setTimeout(() => this.#end("timeout"), timeoutMs);
  }

  /** Aborts with the deadline; give it to `fetch`. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Says why the call has ended early, if it has. */
  get reason(): "timeout" | "aborted" | undefined {
    return this.#reason;
  }

  /** Settles like `work`, or rejects at the deadline even if `work` ignores the signal. */
  race<Value>(work: Promise<Value>): Promise<Value> {
    return Promise.race([this.#ended, work]);
  }

  /** Leaves no timer and no listener behind. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#abort);
  }

  readonly #abort = (): void => this.#end("aborted");

  #end(reason: "timeout" | "aborted"): void {
    this.#reason ??= reason;
    this.#controller.abort();
    this.#reject(this.signal.reason);
  }
}
