import { Bench } from "tinybench";

/** Runs the tasks in one process, and prints the median time of each and its ratio to the median of `base`. */
export async function compare(title: string, tasks: Record<string, () => unknown>, base: string): Promise<void> {
  const bench = new Bench({ time: 1500, warmupTime: 500 });
  for (const [name, task] of Object.entries(tasks)) bench.add(name, task);
  await bench.run();
  const medians = new Map(
    bench.tasks.map(({ name, result }) => {
      if (!("latency" in result)) throw new Error(`${name} did not finish.`, { cause: result });
      return [name, result.latency.p50 * 1000];
    }),
  );
  const reference = medians.get(base) ?? Number.NaN;
  const width = Math.max(...[...medians.keys()].map((name) => name.length));
  console.log(`${title} (medians)`);
  for (const [name, median] of medians) {
    const ratio = (median / reference).toFixed(2);
    console.log(`  ${name.padEnd(width)}  ${median.toFixed(1).padStart(9)} µs  ${ratio.padStart(6)} x ${base}`);
  }
}
