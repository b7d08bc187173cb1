/** Applies a request and dies of it, at a chosen moment, as a crash of the machine or the program would end it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { buildWorker } from './worker.ts';
import type { Moment } from './workers/kill-at.ts';
import type { PersonHere } from './workflow-people.ts';

/** @param program of the command line, absolute: as it is shipped */
export function killedWhileApplying(
  { folder, environment }: PersonHere,
  request: string,
  moment: Moment,
  program: string = buildProgram(path.join(folder, '..', 'built')),
): void {
  const killAt = buildWorker('kill-at', path.join(folder, '..'));
  const args = ['--require', killAt, program, 'request', 'apply', request, '--yes'];
  const { PATH } = process.env;
  const { SECURE_CONFIG_HOME } = environment.variables;
  const env = { PATH, SECURE_CONFIG_HOME, KILLED_WHEN: moment };
  const killed = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
  assert.equal(killed.signal, 'SIGKILL', killed.stdout + killed.stderr);
}

function buildProgram(folder: string): string {
  const args = ['esbuild.mjs', '--only', 'cli', '--outdir', folder];
  assert.equal(spawnSync(process.execPath, args, { encoding: 'utf8' }).stderr, '');
  return path.join(folder, 'cli.js');
}
