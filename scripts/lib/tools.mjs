// The programs that tests need beside Node: installed by apt where that is possible, named where it is not.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { run } from './run.mjs';

/** Any one of `programs` will do; `package` is Debian's. A test that misses its tool says so. */
const TOOLS = [
  { package: 'git', programs: ['git'], without: 'the tests that use git are skipped' },
  { package: 'openssh-client', programs: ['ssh-keygen'], without: 'the tests that sign fail' },
  {
    package: 'openssh-server',
    programs: ['sshd', '/usr/sbin/sshd'],
    without: 'the tests that sync over ssh fail',
  },
  { package: 'age', programs: ['age'], without: 'the tests that encrypt fail' },
  { package: 'strace', programs: ['strace'], without: 'the test that traces what is synced fails' },
  {
    package: 'chromium',
    programs: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'chrome',
      'microsoft-edge',
    ],
    without: 'the editor tests fetch one from npm',
  },
];

/** Installs the missing tools, or says in a line each what is done without them. */
export async function ensureTools() {
  const missing = TOOLS.filter(tool => !tool.programs.some(isOnPath) && !isNamed(tool));
  if (missing.length === 0) return;
  if (mayInstall()) await install(missing.map(tool => tool.package));
  for (const tool of missing) {
    if (!tool.programs.some(isOnPath)) console.log(`${tool.package} is missing: ${tool.without}.`);
  }
}

function isNamed(tool) {
  return tool.package === 'chromium' && Boolean(process.env.CHROME_PATH);
}

function isOnPath(program) {
  if (path.isAbsolute(program)) return fs.existsSync(program);
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '');
  return folders.some(folder => fs.existsSync(path.join(folder, program)));
}

function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && isOnPath('apt-get');
}

async function install(packages) {
  console.log(`Installing ${packages.join(', ')} (apt-get) …`);
  const environment = { DEBIAN_FRONTEND: 'noninteractive' };
  const options = { show: false, environment };
  const apt = ['install', '--yes', '--no-install-recommends', ...packages];
  if ((await run('apt-get', apt, options)).code === 0) return;
  await run('apt-get', ['update'], options);
  await run('apt-get', apt, options);
}
