import { Bench } from "tinybench";

const ROUNDS = 31;

/**
 * Runs the tasks in one process, in many short rounds, so that what slows the machine down for a
 * moment slows all of them down, and prints the median time of each and the median of its ratios to
 * `base` in the same round.
 */
export async function compareTimes(
  title: string,
  tasks: Record<string, () => unknown>,
  base: string,
): Promise<void> {
  const times = new Map(Object.keys(tasks).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    const bench = new Bench({ time: 50, warmupTime: round === 0 ? 1000 : 20 });
    for (const [name, task] of Object.entries(tasks)) bench.add(name, task);
    await bench.run();
    for (const { name, result } of bench.tasks) {
      if (!("latency" in result)) throw new Error(`${name} did not finish.`, { cause: result });
      times.get(name)?.push(result.latency.p50 * 1000);
    }
  }
  const reference = times.get(base) ?? [];
  const width = Math.max(...[...times.keys()].map((name) => name.length));
  console.log(`${title} (medians)`);
  for (const [name, all] of times) {
    const ratio = median(all.map((time, round) => time / (reference[round] ?? Number.NaN)));
    const time = `${median(all).toFixed(1).padStart(9)} µs`;
    console.log(`  ${name.padEnd(width)}  ${time}  ${ratio.toFixed(2).padStart(6)} x ${base}`);
  }
}

/** Returns the value in the middle. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
