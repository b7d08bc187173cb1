/** Plants programs wherever git may be told to run one, each leaving its name when it was run. */
import fs from 'node:fs';
import path from 'node:path';

export interface Planted {
  /** The names of those that were run. */
  ran(): string[];
  /** What git is told by a repository. */
  inRepository(gitDir: string): void;
  /** What git is told by the environment. */
  readonly environment: Readonly<Record<string, string>>;
}

export function plant(folder: string): Planted {
  const programs = path.join(folder, 'programs');
  const marks = path.join(folder, 'marks');
  fs.mkdirSync(programs);
  fs.mkdirSync(marks);
  const program = (name: string): string => {
    const file = path.join(programs, name);
    fs.writeFileSync(file, `#!/bin/sh\n: > '${path.join(marks, name)}'\nexit 1\n`, { mode: 0o755 });
    return file;
  };
  return {
    ran: () => fs.readdirSync(marks).sort(),
    inRepository: gitDir => {
      const where = path.basename(gitDir);
      plantConfig(gitDir, name => program(`${where}-config-${name}`));
      plantHooks(gitDir, name => program(`${where}-hook-${name}`));
      plantAttributes(gitDir);
      plantAlternate(gitDir, folder);
    },
    environment: plantEnvironment(programs, program),
  };
}

/** Settings that name a program, as far as git 2.36 to today knows any that such a command could meet. */
const SETTINGS = [
  ...['core.fsmonitor', 'core.sshCommand', 'core.pager', 'core.editor', 'core.askPass', 'core.gitProxy'],
  ...['core.alternateRefsCommand', 'credential.helper', 'diff.external', 'diff.x.command', 'diff.x.textconv'],
  ...[
    'filter.x.clean',
    'filter.x.smudge',
    'filter.x.process',
    'merge.x.driver',
    'gpg.program',
    'gpg.ssh.program',
  ],
  ...['gpg.ssh.defaultKeyCommand', 'uploadpack.packObjectsHook', 'remote.origin.uploadpack'],
  ...['remote.origin.receivepack', 'sequence.editor', 'gc.recentObjectsHook', 'alias.config', 'alias.fetch'],
  ...['pager.config', 'pager.rev-list', 'interactive.diffFilter', 'receive.procReceive', 'trailer.x.command'],
];

const HOOKS = [
  ...[
    'pre-receive',
    'update',
    'post-receive',
    'post-update',
    'proc-receive',
    'reference-transaction',
    'pre-push',
  ],
  ...[
    'pre-auto-gc',
    'push-to-checkout',
    'post-index-change',
    'fsmonitor-watchman',
    'post-checkout',
    'post-merge',
  ],
];

function plantConfig(gitDir: string, program: (name: string) => string): void {
  const lines = SETTINGS.map(key => {
    const [section = '', ...rest] = key.split('.');
    const name = rest.pop() ?? '';
    const head = rest.length === 0 ? section : `${section} "${rest.join('.')}"`;
    return `[${head}]\n\t${name} = ${program(key)}\n`;
  });
  const more =
    '[protocol]\n\tallow = always\n[commit]\n\tgpgSign = true\n[push]\n\tgpgSign = if-asked\n[receive]\n\tautogc = true\n[gc]\n\tauto = 1\n\tautoDetach = false\n';
  fs.appendFileSync(path.join(gitDir, 'config'), lines.join('') + more);
}

function plantHooks(gitDir: string, program: (name: string) => string): void {
  fs.mkdirSync(path.join(gitDir, 'hooks'), { recursive: true });
  for (const name of HOOKS) {
    const hook = path.join(gitDir, 'hooks', name);
    fs.copyFileSync(program(name), hook);
    fs.chmodSync(hook, 0o755);
  }
}

function plantAttributes(gitDir: string): void {
  fs.mkdirSync(path.join(gitDir, 'info'), { recursive: true });
  fs.writeFileSync(path.join(gitDir, 'info', 'attributes'), '* filter=x diff=x merge=x\n');
}

/** So that git has a reason to ask for the alternate's refs. */
function plantAlternate(gitDir: string, folder: string): void {
  const other = path.join(folder, 'other-objects');
  fs.mkdirSync(other, { recursive: true });
  fs.mkdirSync(path.join(gitDir, 'objects', 'info'), { recursive: true });
  fs.writeFileSync(path.join(gitDir, 'objects', 'info', 'alternates'), `${other}\n`);
}

function plantEnvironment(
  programs: string,
  program: (name: string) => string,
): Readonly<Record<string, string>> {
  const named = [
    ...['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_EXTERNAL_DIFF', 'GIT_EDITOR', 'GIT_SEQUENCE_EDITOR', 'GIT_PAGER'],
    ...['GIT_ASKPASS', 'SSH_ASKPASS', 'GIT_PROXY_COMMAND', 'PAGER', 'EDITOR', 'VISUAL'],
  ];
  for (const name of ['git-receive-pack', 'git-upload-pack', 'git-cat-file', 'git-rev-list', 'ssh'])
    program(name);
  const hooks = path.join(programs, 'hooks');
  fs.mkdirSync(hooks);
  for (const name of HOOKS) fs.copyFileSync(program(`environment-hook-${name}`), path.join(hooks, name));
  return {
    ...Object.fromEntries(named.map(name => [name, program(`environment-${name}`)])),
    GIT_EXEC_PATH: programs,
    GIT_DIR: programs,
    GIT_TEMPLATE_DIR: programs,
    GIT_OBJECT_DIRECTORY: programs,
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'core.hooksPath',
    GIT_CONFIG_VALUE_0: hooks,
    GIT_CONFIG_KEY_1: 'core.fsmonitor',
    GIT_CONFIG_VALUE_1: program('environment-fsmonitor'),
    GIT_CONFIG_PARAMETERS: `'core.hooksPath=${hooks}'`,
    GIT_ALLOW_PROTOCOL: 'ext:file:ssh:git',
    GIT_TRACE: path.join(programs, '..', 'marks', 'trace'),
  };
}
