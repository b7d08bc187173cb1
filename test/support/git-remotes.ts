/** Serves a bare repository over each transport that a team may use, on this machine alone. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServedRemote {
  readonly url: string;
  /** The bare repository. */
  readonly repository: string;
  /** A home folder whose git configuration lets one in. */
  readonly home: string;
  close(): Promise<void>;
}

export type Transport = (folder: string) => Promise<ServedRemote>;

export const TRANSPORTS: Readonly<Record<'file' | 'http' | 'ssh', Transport>> = {
  file: async folder => {
    const { repository, home } = prepare(folder);
    return { url: repository, repository, home, close: async () => {} };
  },
  http: async folder => {
    const { repository, home } = prepare(folder);
    const server = http.createServer((request, response) => serveByGit(folder, request, response));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const close = () => new Promise<void>(resolve => server.close(() => resolve()));
    return { url: `http://127.0.0.1:${port}/remote.git`, repository, home, close };
  },
  ssh: async folder => {
    const { repository, home } = prepare(folder);
    const port = await freePort();
    const daemon = startSshDaemon(folder, port);
    await listening(port);
    const close = async () => {
      daemon.kill('SIGKILL');
    };
    return { url: `ssh://${os.userInfo().username}@127.0.0.1:${port}${repository}`, repository, home, close };
  },
};

function prepare(folder: string): { repository: string; home: string } {
  const repository = path.join(folder, 'remote.git');
  const home = path.join(folder, 'home');
  fs.mkdirSync(home, { recursive: true });
  execFileSync('git', ['init', '--quiet', '--bare', repository]);
  execFileSync('git', ['--git-dir', repository, 'config', 'http.receivepack', 'true']);
  return { repository, home };
}

/** The CGI protocol, as far as `git http-backend` speaks it. */
function serveByGit(root: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const env = {
    PATH: process.env.PATH,
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: url.pathname,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: request.method,
    CONTENT_TYPE: request.headers['content-type'],
    HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
    GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    REMOTE_USER: 'tester',
  };
  const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = output.toString('latin1', 0, end).split('\r\n');
    const fields = headers.map(line => line.split(': ') as [string, string]);
    const status = fields.find(([name]) => name === 'Status')?.[1] ?? '200';
    response.writeHead(
      Number.parseInt(status, 10),
      Object.fromEntries(fields.filter(([name]) => name !== 'Status')),
    );
    response.end(output.subarray(end + 4));
  });
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
}

const SSH_DAEMON = '/usr/sbin/sshd';

/** As the user that runs the tests, with keys made for this one run. */
function startSshDaemon(folder: string, port: number): ReturnType<typeof spawn> {
  assert.ok(fs.existsSync(SSH_DAEMON), 'sshd is missing: apt-get install openssh-server');
  const file = (name: string) => path.join(folder, name);
  for (const name of ['host-key', 'user-key']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)]);
  }
  const options = {
    ListenAddress: '127.0.0.1',
    Port: port,
    HostKey: file('host-key'),
    AuthorizedKeysFile: file('user-key.pub'),
    PidFile: 'none',
    StrictModes: 'no',
    UsePAM: 'no',
    PasswordAuthentication: 'no',
    PermitRootLogin: 'yes',
    MaxStartups: '100',
  };
  fs.writeFileSync(
    file('sshd-config'),
    Object.entries(options)
      .map(([key, value]) => `${key} ${value}\n`)
      .join(''),
  );
  const ssh = `ssh -F /dev/null -i ${file('user-key')} -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR`;
  fs.writeFileSync(path.join(folder, 'home', '.gitconfig'), `[core]\n\tsshCommand = ${ssh}\n`);
  if (process.getuid?.() === 0) fs.mkdirSync('/run/sshd', { recursive: true }); // it asks for that folder as root only
  return spawn(SSH_DAEMON, ['-D', '-e', '-f', file('sshd-config')], { stdio: 'ignore' });
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>(resolve => server.close(() => resolve()));
  return port;
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const isOpen = await new Promise<boolean>(resolve => {
      const socket = net.connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error('sshd does not listen: is openssh-server installed?');
}
