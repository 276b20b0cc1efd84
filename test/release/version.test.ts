import { expect, test } from "vitest";
import { isRaised, raised } from "../../scripts/verify/release/version.js";

test.each([
  ["1.2.3", "1.2.4", "patch", true],
  ["1.2.3", "1.2.3", "patch", false],
  ["1.2.3", "1.2.2", "patch", false],
  ["1.2.3", "1.1.9", "patch", false],
  ["1.2.3", "1.2.4", "minor", false],
  ["1.2.3", "1.3.0", "minor", true],
  ["1.2.3", "1.3.0", "major", false],
  ["1.2.3", "2.0.0", "major", true],
  ["0.1.0", "0.1.1", "minor", true],
  ["0.1.0", "0.1.1", "major", false],
  ["0.1.0", "0.2.0", "major", true],
  ["0.1.0", "1.0.0", "major", true],
  ["1.0.0-rc.1", "1.0.0", "major", true],
  ["1.0.0-rc.1", "1.0.0-rc.1", "patch", false],
] as const)("from %s to %s is enough for a %s change: %s", (from, to, bump, enough) => {
  expect(isRaised(from, to, bump)).toBe(enough);
});

test.each([
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "major", "2.0.0"],
  ["0.1.4", "patch", "0.1.5"],
  ["0.1.4", "minor", "0.1.5"],
  ["0.1.4", "major", "0.2.0"],
] as const)("after %s, a %s change asks for %s", (from, bump, to) => {
  expect(raised(from, bump)).toBe(to);
  expect(isRaised(from, to, bump)).toBe(true);
});

test("what is no version is refused", () =>
  expect(() => isRaised("1.2", "1.3", "patch")).toThrow("1.2 is no version like 1.2.3."));
