// Makes a fresh clone ready to run: the right Node, and the packages that package-lock.json names.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root, run, stop } from './run.mjs';

const OLDEST_NODE = [20, 19];

/** Installs what is missing; ends the process with a line that names what cannot be installed. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    stop(
      `Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}: see https://nodejs.org.`,
    );
  }
  if (isInstalled()) return;
  console.log('Installing the packages of package-lock.json (npm ci --ignore-scripts) …');
  const ci = await npm('ci');
  if (ci.code === 0) return;
  if (ci.code === 127) stop('npm is needed to install the packages, and it is not on the PATH.');
  // npm ci also refuses a lock file that lacks packages for other platforms, which is no reason to stop here.
  const install = await npm('install', '--no-package-lock');
  if (install.code === 0) return;
  stop(
    `${lastLines(install.output)}\nThe packages could not be installed: npm ended with ${install.code}. Is the registry reachable?`,
  );
}

function npm(...args) {
  const program = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return run(program, [...args, '--ignore-scripts', '--no-audit', '--no-fund'], { show: false });
}

function lastLines(output) {
  return output.trimEnd().split('\n').slice(-15).join('\n');
}

/** Whether node_modules holds exactly the versions of package-lock.json (those that this platform wants). */
function isInstalled() {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const present = packagesOf(path.join(root, 'node_modules/.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    if (folder === '') return true;
    const installed = present[folder];
    return installed === undefined ? optional === true : installed.version === version;
  });
}

function packagesOf(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
