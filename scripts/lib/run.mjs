// Runs other programs for the scripts: node builtins only, because it works before anything is installed.
import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Runs a program in the repository's root and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ show?: boolean, environment?: Record<string, string>, input?: 'inherit' | 'ignore' }} options
 *   `show` (default true): what it prints goes to our own output as well as into the answer
 * @returns {Promise<{ code: number, output: string, seconds: number }>} 127 when it could not be started
 */
export async function run(command, args, { show = true, environment = {}, input = 'ignore' } = {}) {
  const started = performance.now();
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: [input, 'pipe', 'pipe'],
  });
  let output = '';
  const collect = stream => chunk => {
    output += chunk;
    if (show) stream.write(chunk);
  };
  child.stdout.setEncoding('utf8').on('data', collect(process.stdout));
  child.stderr.setEncoding('utf8').on('data', collect(process.stderr));
  const code = await new Promise(resolve => {
    child.on('error', error => {
      output += `${command}: ${error.message}\n`;
      resolve(127);
    });
    child.on('close', (status, signal) => resolve(status ?? (signal === null ? 1 : 130)));
  });
  return { code, output, seconds: (performance.now() - started) / 1000 };
}

/** Runs a program with our own terminal, so that it may use colour and ask; answers its exit code. */
export async function runInTerminal(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  return new Promise(resolve => {
    child.on('error', () => resolve(127));
    child.on('close', (status, signal) => resolve(status ?? (signal === null ? 1 : 130)));
  });
}

/** Ends the script with one line that says what is wrong and what to do. */
export function stop(message, code = 3) {
  console.error(message);
  process.exit(code);
}
