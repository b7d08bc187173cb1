// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what dotenv files are made of
/** Generated texts are read as the parsers that can be had here read them: the npm packages, and bash. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import dotenv from 'dotenv';
import { expand } from 'dotenv-expand';
import fc from 'fast-check';
import { parseDotenv } from '../../../shared/core/document/dotenv.ts';
import { dotenvText } from './dotenv-text.ts';

describe('dotenv: the real parsers', () => {
  it('dotenv', () => {
    fc.assert(
      fc.property(dotenvText(), text => {
        assert.deepEqual(read(text, 'dotenv'), dotenv.parse(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('dotenv-expand', () => {
    fc.assert(
      fc.property(dotenvText(), text => {
        const expected = expand({ parsed: dotenv.parse(text), processEnv: {} }).parsed;
        assert.deepEqual(read(text, 'dotenv-expand'), expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('dotenv-expand, with variables in the environment', () => {
    const environment = { A: 'outer', B: '$A', C: '' };
    fc.assert(
      fc.property(dotenvText(), text => {
        const expected = expand({ parsed: dotenv.parse(text), processEnv: { ...environment } }).parsed;
        assert.deepEqual(read(text, 'dotenv-expand', new Map(Object.entries(environment))), expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('bash', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'dotenv-bash-'));
    try {
      const texts = fc.sample(bashText, { numRuns: 150, seed: 20_260_101 });
      for (const text of texts) checkBash(directory, text);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

function read(text: string, dialect: 'dotenv' | 'dotenv-expand', environment = new Map<string, string>()) {
  return Object.fromEntries(parseDotenv(text, { dialect, environment }).values);
}

/** Nothing here can begin a command, a substitution or a redirection: each line is an assignment. */
const VALUE_PIECES = [
  ...[
    'b',
    '1',
    '#',
    "'x y'",
    '"x  y"',
    '"$A"',
    '$A',
    '${A}',
    '${B:-d}',
    '${A:+y}',
    '${B-q}',
    '${#A}',
    '\\$',
    '\\\\',
  ],
  ...[
    '"\\n"',
    '"\\$"',
    "$'a\\tb'",
    '{',
    '}',
    ',',
    ':',
    '=',
    '-',
    '+',
    'é',
    '\\"',
    "\\'",
    '"\n"',
    '\\\n',
    '"#"',
    '.',
  ],
];
const bashValue = fc.array(fc.constantFrom(...VALUE_PIECES), { maxLength: 6 }).map(parts => parts.join(''));
const bashText = fc
  .array(
    fc.tuple(
      fc.constantFrom('A=', 'B=', 'export C=', 'A+='),
      bashValue,
      fc.constantFrom('\n', ' # c\n', '; '),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map(lines => lines.map(parts => parts.join('')).join(''));

const SCRIPT =
  'set -ae; source ./file; for name in A B C; do [[ -v $name ]] && printf "%s=%s\\0" "$name" "${!name}"; done; :';

function checkBash(directory: string, text: string): void {
  writeFileSync(path.join(directory, 'file'), text);
  const options = {
    cwd: directory,
    env: { PATH: '/nonexistent', LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
  } as const;
  const run = spawnSync('/bin/bash', ['--noprofile', '--norc', '-c', SCRIPT], options);
  const document = parseDotenv(text, { dialect: 'bash' });
  const fails = run.status !== 0 || run.stderr !== '';
  assert.equal(document.refused, fails, JSON.stringify({ text, error: run.stderr }));
  if (fails) return;
  const pairs = run.stdout.split('\0').slice(0, -1);
  const expected = pairs.map(
    pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const,
  );
  assert.deepEqual(Object.fromEntries(document.values), Object.fromEntries(expected), JSON.stringify(text));
}
