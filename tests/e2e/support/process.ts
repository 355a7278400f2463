/** The product as a process of its own, started and stopped as an operator does. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A folder for the product's data, gone at the end. */
export interface DataFolder extends Disposable {
  path: string;
}

export function dataFolder(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'flowmeter-data-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export interface Running extends AsyncDisposable {
  origin: string;
  /** What it wrote to its standard output until it was ready. */
  greeting: string;
  /** From the start to the address, in milliseconds. */
  startedIn: number;
  /** SIGTERM; the exit code and how long it took. */
  stop(): Promise<{ code: number | null; ms: number }>;
}

/** `npm start` without npm, on a free port. */
export async function startProcess(data: string, demonstration: boolean): Promise<Running> {
  const began = performance.now();
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start'], {
    cwd: root,
    env: environment(data, demonstration),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const greeting = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/http:\S+[\s\S]*flowmeter-demo[\s\S]*\n\n/.test(said)) resolve(said);
    });
    void exited.then((code) => reject(new Error(`exited with ${code}: ${said}${complaint}`)));
  });
  const stop = async () => {
    const asked = performance.now();
    child.kill('SIGTERM');
    return { code: await exited, ms: performance.now() - asked };
  };
  return {
    origin: /http:\/\/[\d.]+:\d+/.exec(greeting)?.[0] ?? '',
    greeting,
    startedIn: performance.now() - began,
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

/** `npm run flowmeter -- …` without npm. */
export function flowmeter(data: string, ...words: string[]): { status: number; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/run.mjs', 'flowmeter', ...words],
    { cwd: root, env: environment(data, false), encoding: 'utf8' },
  );
  return { status: status ?? -1, output: stdout + stderr };
}

function environment(data: string, demonstration: boolean): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...rest } = process.env;
  const demo = demonstration ? '1' : 'people';
  return { ...rest, NO_COLOR: '1', DATA_DIR: data, PORT: '0', FLOWMETER_DEMO: demo };
}
