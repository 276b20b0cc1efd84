const MARK = Symbol.for("enkash-contract.test-failure");

/** Marks an error of the testing kit as a fault of the test, which the client throws as it is. */
export function markTestFailure(error: Error): Error {
  return Object.defineProperty(error, MARK, { value: true, configurable: true });
}

/**
 * Returns whether an error tells of a broken test: it must not look like a failure of the network.
 */
export function isTestFailure(error: unknown): boolean {
  try {
    return Object(error)[MARK] === true;
  } catch {
    return false;
  }
}
