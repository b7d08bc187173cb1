// npm and process helpers shared by the installers.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { cleanEnvironment } from './environment.mjs';

export async function npm(args, cwd, log) {
  const base = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    '--no-workspaces',
    '--loglevel=error',
    '--prefer-offline',
  ];
  const cli =
    process.env.npm_execpath && /npm-cli\.js$/.test(process.env.npm_execpath)
      ? process.env.npm_execpath
      : undefined;
  const command = cli ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const argv = [...(cli ? [cli] : []), ...args, ...base];
  let last;
  for (let attempt = 1; attempt <= 2; attempt++) {
    last = await run(command, argv, cwd, cleanEnvironment({ npm_config_engine_strict: 'false' }), 600_000);
    if (last.code === 0) return;
    if (attempt === 1) log(`    npm ${args.join(' ')} failed, trying once more`);
  }
  throw new Error(
    `npm ${args.join(' ')} failed (exit ${last.code}). Is the npm registry reachable (npm ping)? npm said:\n${tail(last.output)}`,
  );
}

export function run(command, args, cwd, env, timeout) {
  return new Promise(resolve => {
    const shell = process.platform === 'win32' && command.endsWith('.cmd');
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const timer = setTimeout(() => {
      output += `\n(stopped after ${timeout / 1000} s)`;
      child.kill('SIGKILL');
    }, timeout);
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.stderr.on('data', chunk => {
      output += chunk;
    });
    child.on('error', error => {
      clearTimeout(timer);
      resolve({ code: -1, output: `${output}\n${error.message}` });
    });
    child.on('close', code => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, output });
    });
  });
}

export async function lock(file, log) {
  for (let told = false; ; ) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      let alive = true;
      try {
        process.kill(Number(fs.readFileSync(file, 'utf8')), 0);
      } catch (e) {
        alive = e.code === 'EPERM';
      }
      if (!alive) {
        fs.rmSync(file, { force: true });
        continue;
      }
      if (!told) {
        log('another install is running, waiting for it');
        told = true;
      }
      await new Promise(r => setTimeout(r, 500));
    }
  }
}

export const tail = text => text.trim().split('\n').slice(-15).join('\n');
