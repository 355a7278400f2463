/** Figures of a bench: measured in one run beside a peer, printed, and kept in results.json. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

export interface Figure {
  /** Stable: README and later benches refer to it. */
  name: string;
  value: number;
  /** `x` for ratios. */
  unit: string;
  peer: string;
  /** What stands behind the ratio, e.g. `12,345/s beside 23,456/s`. */
  detail: string;
}

/** Runs per second of `work`, the median of `rounds` rounds of about `ms` milliseconds. */
export async function rate(
  work: () => unknown,
  { rounds = 7, ms = 300 }: { rounds?: number; ms?: number } = {},
): Promise<number> {
  await round(work, ms);
  const rates: number[] = [];
  for (let index = 0; index < rounds; index++) rates.push(await round(work, ms));
  return median(rates);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Digits that mean something: three. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Prints the figures and puts them into `file`, leaving figures of other benches as they are. */
export function keep(figures: readonly Figure[], file: URL): void {
  const old = JSON.parse(readFileSync(file, 'utf8')) as { figures: Record<string, unknown> };
  const measured = figures.map(({ name, value, unit, peer }) => [name, { value, unit, peer }]);
  const all = { ...old.figures, ...Object.fromEntries(measured) };
  const text = JSON.stringify({ machine: machine(), figures: all }, null, 2);
  writeFileSync(file, `${text}\n`);
}

function machine() {
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    measured_on: new Date().toISOString().slice(0, 10),
  };
}

async function round(work: () => unknown, ms: number): Promise<number> {
  const begin = performance.now();
  let runs = 0;
  for (let now = begin; now - begin < ms; now = performance.now()) {
    for (let index = 0; index < 20; index++) await work();
    runs += 20;
  }
  return (runs * 1000) / (performance.now() - begin);
}
