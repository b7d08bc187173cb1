/** Starts processes of their own in tests, from a file in workers/, so that they can be many, and be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { buildSync } from 'esbuild';

/** Bundles a worker into a folder and returns the file. */
export function buildWorker(name: string, folder: string): string {
  const outfile = path.join(folder, `${name}.cjs`);
  buildSync({
    entryPoints: [`test/support/workers/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
  });
  return outfile;
}

export interface Worker {
  readonly child: ChildProcess;
  /** Whole lines of standard output so far. */
  readonly lines: () => readonly string[];
  /** The first output. */
  readonly started: Promise<void>;
  /** The exit code; null: killed. */
  readonly ended: Promise<number | null>;
}

export function startWorker(file: string, args: readonly string[]): Worker {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  const ended = new Promise<number | null>(resolve => child.on('close', resolve));
  const started = new Promise<void>(resolve => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      resolve();
    });
    ended.then(() => resolve());
  });
  return { child, lines: () => printed.split('\n').slice(0, -1), started, ended };
}
