import { Bench } from "tinybench";

const ROUNDS = 31;

/**
 * Runs the tasks in one process, in many short rounds, so that what slows the machine down for a
 * moment slows all of them down, and prints the median time of each and its ratio to the median of
 * `base`.
 */
export async function compare(
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
  const medians = new Map([...times].map(([name, all]) => [name, median(all)]));
  const reference = medians.get(base) ?? Number.NaN;
  const width = Math.max(...[...medians.keys()].map((name) => name.length));
  console.log(`${title} (medians)`);
  for (const [name, time] of medians) {
    const ratio = (time / reference).toFixed(2);
    console.log(
      `  ${name.padEnd(width)}  ${time.toFixed(1).padStart(9)} µs  ${ratio.padStart(6)} x ${base}`,
    );
  }
}

/** Returns the value in the middle. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
