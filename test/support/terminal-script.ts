/**
 * Command-line tests as texts that read like a terminal: files, commands, and what they print.
 *
 *     Says what it shows, in words.
 *     --- .env.production
 *     DEBUG=true
 *     ---
 *     $ secure-config check --quiet
 *     .env.production:1:1 …
 *     [exit 1]
 *
 * Everything before the first `---` or `$` is a comment. Commands run one after the other in one temporary folder, in
 * bash, standard error together with standard output. `UPDATE_SNAPSHOTS=1` writes down what they print now.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

interface Script {
  /** Every line up to the first command, kept as it is when the script is rewritten. */
  readonly head: string;
  readonly files: ReadonlyMap<string, string>;
  readonly commands: readonly { readonly line: string; readonly expected: string }[];
}

/** Runs the script and returns its text with what the commands really print. */
export function playScript(text: string): string {
  const script = readScript(text);
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-')));
  try {
    for (const [name, content] of script.files) writeFile(path.join(folder, 'project', name), content);
    fs.mkdirSync(path.join(folder, 'project'), { recursive: true });
    const played = script.commands.map(({ line }) => `$ ${line}\n${runCommand(line, folder)}`);
    return `${script.head}${played.join('\n')}`;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function readScript(text: string): Script {
  const start = text.search(/^\$ /m);
  if (start < 0) throw new Error('the script has no command: no line begins with "$ "');
  const head = text.slice(0, start);
  const files = new Map<string, string>();
  for (const match of head.matchAll(/^--- (\S+)\n([\s\S]*?)^---$/gm))
    files.set(match[1] ?? '', match[2] ?? '');
  const commands = text
    .slice(start)
    .split(/^(?=\$ )/m)
    .map(part => {
      const end = part.indexOf('\n');
      return { line: part.slice(2, end < 0 ? undefined : end), expected: end < 0 ? '' : part.slice(end + 1) };
    });
  return { head, files, commands };
}

function writeFile(target: string, content: string): void {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, content);
}

function runCommand(line: string, folder: string): string {
  const { CI: _ci, FORCE_COLOR: _colour, NO_COLOR: _noColour, ...others } = process.env;
  const inherited = Object.entries(others).filter(([name]) => !/^(SECURE_CONFIG_|SSH_|XDG_)/.test(name));
  const run = spawnSync('bash', ['-c', `${launcher()}\n${line}`], {
    cwd: path.join(folder, 'project'),
    env: {
      ...Object.fromEntries(inherited),
      HOME: folder,
      LC_ALL: 'C.UTF-8',
      TMPDIR: folder,
      // One for all scripts of a run, as it is one for all projects of a person.
      ...(process.env.XDG_CACHE_HOME && { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME }),
      EXAMPLES: path.resolve('examples'),
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  const output = normalize(run.stdout + run.stderr, folder);
  const exit = run.status === 0 ? '' : `[exit ${run.status ?? run.signal}]\n`;
  return output + (output === '' || output.endsWith('\n') ? '' : '\n') + exit;
}

function launcher(): string {
  const cli = path.resolve('dist/cli.js');
  return `exec 2>&1; secure-config() { '${process.execPath}' '${cli}' "$@"; }`;
}

/** What differs from run to run: the temporary folder, times, durations, keys, digests and ids. */
function normalize(output: string, folder: string): string {
  return output
    .replaceAll(`${folder}/project`, '$FOLDER')
    .replaceAll(folder, '$HOME')
    .replaceAll(path.resolve('.'), '$ROOT')
    .replace(/\b(secure-config-practice)-\w{6}/g, '$1-$$RANDOM')
    .replace(/\bssh-ed25519 AAAA[A-Za-z0-9+/]+=*/g, 'ssh-ed25519 $KEY')
    .replace(/\bSHA256:[A-Za-z0-9+/]{43}/g, 'SHA256:$FINGERPRINT')
    .replace(/\bage1[0-9a-z]{58}/g, 'age1$RECIPIENT')
    .replace(/\b(head|genesis|digest|before it|rules)(\W+)sha256:[0-9a-f]{64}/g, '$1$2sha256:$DIGEST')
    .replace(/\b([a-z]+(?:-[a-z]+)*)-[0-9a-f]{16}$/gm, '$1-$$EVIDENCE')
    .replace(/\bObject [0-9a-f]{40}\b/g, 'Object $OBJECT')
    .replace(/\b(attachments +)[0-9a-f]{64}/g, '$1$$ATTACHMENT')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g, '$UUID')
    .replace(/^[0-9a-f]{8}(?= {2}(?:pending|approved|rejected|expired|cancelled|applied)\b)/gm, '$ID     ')
    .replace(/^( {2}\$ secure-config request \w+) [0-9a-f]{8}\b/gm, '$1 $$ID')
    .replace(/\b\d{4}-\d\d-\d\d \d\d:\d\d\b/g, '$MOMENT')
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, '$TIME')
    .replace(/\bin \d+(\.\d+)? (ms|s)\b/g, 'in $DURATION');
}
