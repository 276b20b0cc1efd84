/** Milliseconds after which the end of npx is noticed. */
const WATCH_MS = 500;

/** Waits for Ctrl+C, or for one of the ends of {@link whenTerminated}. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    whenTerminated(resolve);
  });
}

/** Calls `end` at the SIGTERM of `docker stop`, or when the npx that started this is gone. */
export function whenTerminated(end: () => void): void {
  process.once("SIGTERM", end);
  // npx passes SIGTERM on to its shell alone, which ends and leaves this process behind. Whoever
  // starts the command without npx may leave it running on purpose.
  if (process.env.npm_lifecycle_event !== "npx") return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, WATCH_MS).unref();
}
