/**
 * Returns name, code and place of an error. Its message stays out, since it may quote what passed
 * through.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { name, code, message, stack = "" } = error as NodeJS.ErrnoException;
  const end = stack.indexOf(message);
  const frames = end < 0 ? [] : stack.slice(end + message.length).split("\n");
  const places = frames.flatMap(
    (frame) => /^ {4}at .*?([^ (]+:\d+:\d+)\)?$/.exec(frame)?.[1] ?? [],
  );
  const ours = places.find((place) => !place.startsWith("node:"));
  return [name, code, ours && `at ${ours}`].filter(Boolean).join(" ");
}
