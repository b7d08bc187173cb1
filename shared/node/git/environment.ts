/** Decides what git may see and do: an environment from scratch, and settings that no repository can overrule. */
import os from 'node:os';
import path from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a local command runs with: nothing of the person's configuration, nothing that runs a program. */
export function localEnvironment(inherited: Environment): Environment {
  return {
    ...common(inherited),
    HOME: '',
    XDG_CONFIG_HOME: '',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: os.devNull,
    GIT_CONFIG_GLOBAL: os.devNull,
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: os.devNull,
    GIT_SHALLOW_FILE: '',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
  };
}

/**
 * What fetch and push run with. The person's own configuration is read, because that is where credentials, proxies,
 * certificates and the choice of ssh stand; so are the variables that ssh and a credential helper need to ask or find an
 * agent. No `GIT_*` is passed on: whoever can set one could run a program.
 */
export function transportEnvironment(inherited: Environment, protocols: string): Environment {
  return {
    ...common(inherited),
    ...pick(inherited, TRANSPORT),
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: os.devNull,
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: protocols,
    GCM_INTERACTIVE: 'never',
  };
}

/** Put before every command. They outrank each configuration file. */
export const SETTINGS: readonly string[] = [
  '--no-pager',
  '--no-optional-locks',
  ...settings({
    'core.hooksPath': os.devNull,
    'core.fsmonitor': 'false',
    'core.untrackedCache': 'false',
    'core.commitGraph': 'false',
    'core.attributesFile': os.devNull,
    'core.excludesFile': os.devNull,
    'core.alternateRefsCommand': 'true',
    'advice.graftFileDeprecated': 'false',
    'core.pager': 'cat',
    'core.editor': ':',
    'commit.gpgSign': 'false',
    'push.gpgSign': 'false',
    'gpg.program': ':',
    'gpg.ssh.program': ':',
    'log.showSignature': 'false',
    'gc.auto': '0',
    'maintenance.auto': 'false',
    'receive.autogc': 'false',
    'fetch.writeCommitGraph': 'false',
    'fetch.recurseSubmodules': 'false',
    'submodule.recurse': 'false',
    'protocol.ext.allow': 'never',
    'protocol.git.allow': 'never',
    'transfer.bundleURI': 'false',
  }),
];

/** As `SETTINGS`, for a git that a local remote starts: one line for a shell. */
export function hardenedCommand(binary: string, command: 'receive-pack' | 'upload-pack'): string {
  return [binary, ...SETTINGS, command].map(quote).join(' ');
}

/** The absolute folders of a PATH: a relative one would find programs in whatever folder git runs in. */
export function absolutePath(inherited: Environment): string {
  const folders = (inherited.PATH ?? inherited.Path ?? '').split(path.delimiter);
  return folders.filter(path.isAbsolute).join(path.delimiter);
}

/** Needed to run at all, and by Windows to find its own parts. */
const SYSTEM = ['SYSTEMROOT', 'WINDIR', 'COMSPEC', 'PATHEXT', 'TEMP', 'TMP', 'TMPDIR'];

const TRANSPORT = [
  ...['HOME', 'XDG_CONFIG_HOME', 'USER', 'LOGNAME', 'USERNAME', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH'],
  ...['APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'PROGRAMFILES'],
  ...['SSH_AUTH_SOCK', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS', 'KRB5CCNAME'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'],
];

function common(inherited: Environment): Environment {
  return {
    ...pick(inherited, SYSTEM),
    PATH: absolutePath(inherited),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'secure-config',
    GIT_AUTHOR_EMAIL: 'ledger@secure-config.invalid',
    GIT_COMMITTER_NAME: 'secure-config',
    GIT_COMMITTER_EMAIL: 'ledger@secure-config.invalid',
  };
}

function pick(from: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(names.map(name => [name, from[name]]).filter(([, value]) => value !== undefined));
}

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
