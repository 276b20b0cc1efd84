import { Failure } from "../../tools/command.js";
import type { Bump } from "./rules.js";

/**
 * Returns whether a version is raised as far as a bump asks for.
 *
 * Before 1.0.0, a major change raises the second number, which is what `^` of npm expects; any
 * other the third.
 */
export function isRaised(from: string, to: string, bump: Bump): boolean {
  const [before, after] = [numbers(from), numbers(to)];
  const first = before.findIndex((number, index) => number !== after[index]);
  // A prerelease promises nothing to the release that it becomes.
  if (first < 0) return from.includes("-") && from !== to;
  if ((after[first] ?? 0) < (before[first] ?? 0)) return false;
  return first <= lastPlace(before, bump);
}

/** Returns the lowest version that a bump asks for. */
export function raised(from: string, bump: Bump): string {
  const before = numbers(from);
  const place = lastPlace(before, bump);
  const after = before.map((number, index) => (index < place ? number : 0));
  after[place] = (before[place] ?? 0) + 1;
  return after.join(".");
}

/** Returns which of the three numbers has to rise at least. */
function lastPlace([major]: number[], bump: Bump): number {
  const place = { major: 0, minor: 1, patch: 2 }[bump];
  return major === 0 ? Math.min(place + 1, 2) : place;
}

function numbers(version: string): number[] {
  const found = /^(\d+)\.(\d+)\.(\d+)(-[\w.-]+)?$/.exec(version)?.slice(1, 4).map(Number);
  if (found === undefined) throw new Failure(`${version} is no version like 1.2.3.`);
  return found;
}
