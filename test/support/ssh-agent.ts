/** A real ssh-agent for a test. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { needProgram } from './debian-programs.ts';

export interface RunningAgent {
  readonly socket: string;
  /** @param options such as `-c`: every use of the key has to be confirmed */
  add(keyFile: string, ...options: string[]): void;
  remove(keyFile: string): void;
  stop(): void;
}

/** @param folder short: a socket's path has 100 characters at most */
export async function startAgent(folder: string): Promise<RunningAgent> {
  needProgram('ssh-agent', 'openssh-client');
  const socket = path.join(folder, 'agent.sock');
  const env = { ...process.env, SSH_ASKPASS: '/bin/false' }; // whatever has to be confirmed is not
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { env, stdio: 'ignore' });
  await untilThere(socket, agent);
  const sshAdd = (...args: string[]): void => {
    const env = { ...process.env, SSH_AUTH_SOCK: socket };
    const run = spawnSync('ssh-add', ['-q', ...args], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    assert.equal(run.status, 0, run.stderr);
  };
  return {
    socket,
    add: (keyFile, ...options) => sshAdd(...options, keyFile),
    remove: keyFile => sshAdd('-d', keyFile),
    stop: () => void agent.kill(),
  };
}

/** Until it answers: its socket stands in the folder a moment before it listens. */
async function untilThere(socket: string, agent: ChildProcess): Promise<void> {
  while (!(await answers(socket))) {
    assert.equal(agent.exitCode, null, 'ssh-agent ended');
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}

function answers(socket: string): Promise<boolean> {
  return new Promise(resolve => {
    const connection = net.connect(socket);
    connection.once('error', () => resolve(false));
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
  });
}
