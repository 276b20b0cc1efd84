import { markTestFailure } from "../test-failure.js";

const deliberate = new WeakSet<object>();

/** Marks an error as one that a scenario throws on purpose, in place of the network. */
export function onPurpose<Thrown extends object>(error: Thrown): Thrown {
  deliberate.add(error);
  return error;
}

/** Returns whether an error was thrown on purpose. */
export function isOnPurpose(error: unknown): boolean {
  return deliberate.has(error as object);
}

/**
 * Marks an error as a fault of the test; what cannot carry a mark becomes the cause of an error
 * that can.
 */
export function testFailure(thrown: unknown): Error {
  const error =
    thrown instanceof Error && Object.isExtensible(thrown)
      ? thrown
      : new Error("A scenario of the test failed: see the cause.", { cause: thrown });
  return markTestFailure(error);
}
