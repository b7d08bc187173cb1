/** Renaming a key: every place in every file, or a reason why not. */
import assert from 'node:assert/strict';
import { renamableAt, rename } from '../../../shared/core/assist/rename.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { readCursor } from '../../support/assisting.ts';
import { type CheckOptions, checkWith, profileNamed, projectOf } from '../../support/checking.ts';

const project = projectOf(profileNamed('voicehive'));

interface Case {
  readonly name: string;
  readonly marked: string;
  readonly to: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly options?: CheckOptions;
  /** The texts afterwards, the file's own first, or the refusal. */
  readonly becomes: readonly string[] | RegExp;
}

const CASES: readonly Case[] = [
  {
    name: 'every place in the files of all environments',
    marked: 'export VOICEHIVE_REDIS__<|>HOSTT=a\nU="${VOICEHIVE_REDIS__HOSTT:-x}"\n',
    to: 'VOICEHIVE_REDIS__HOST',
    others: {
      '.env.staging': 'voicehive_redis__hostt=b\r\nV=$voicehive_redis__hostt\r\n',
      '.env.other': 'A=1\n',
      'a.yaml': 'redis: { hostt: 1 }\n',
    },
    becomes: [
      'export VOICEHIVE_REDIS__HOST=a\nU="${VOICEHIVE_REDIS__HOST:-x}"\n',
      'VOICEHIVE_REDIS__HOST=b\r\nV=$VOICEHIVE_REDIS__HOST\r\n',
    ],
  },
  { name: 'from a use of it', marked: 'A=1\nB=$<|>A\n', to: 'C', becomes: ['C=1\nB=$C\n'] },
  { name: 'both of two', marked: 'A=1\n<|>A=2\n', to: 'C', becomes: ['C=1\nC=2\n'] },
  { name: 'nothing, to its own name', marked: '<|>A=1\n', to: 'A', becomes: [] },
  {
    name: 'the case alone',
    marked: 'voicehive_regio<|>n=x\n',
    to: 'VOICEHIVE_REGION',
    becomes: ['VOICEHIVE_REGION=x\n'],
  },
  {
    name: 'not to a name that is none',
    marked: '<|>A=1\n',
    to: '1A',
    becomes: /cannot be a variable's name/,
  },
  { name: 'not to a name with space', marked: '<|>A=1\n', to: 'A B', becomes: /Use letters/ },
  {
    name: 'not to a name that is there',
    marked: '<|>A=1\nB=2\n',
    to: 'B',
    becomes: /\.env has B already, in line 2/,
  },
  {
    name: 'not to a name that is there in any case',
    marked: '<|>A=1\nVoicehive_Region=2\n',
    to: 'VOICEHIVE_REGION',
    becomes: /Voicehive_Region already/,
  },
  {
    name: 'not to a name that is there in another file',
    marked: '<|>A=1\n',
    to: 'B',
    others: { '.env.staging': 'X=1\nB=2\n' },
    becomes: /\.env\.staging has B already, in line 2/,
  },
  {
    name: 'not what the file does not set',
    marked: 'A=$<|>HOME\n',
    to: 'B',
    becomes: /HOME is not set in this file/,
  },
  { name: 'not a value', marked: 'A=<|>1\n', to: 'B', becomes: /no key here/ },
  {
    name: 'a YAML key at its place alone',
    marked: "redis:\n  'ho<|>st': a\ndatabase:\n  host: b\n",
    to: 'name',
    others: { 'b.yaml': 'redis:\n  host: c\n', '.env': 'VOICEHIVE_REDIS__HOST=x\n' },
    options: { path: 'a.yaml' },
    becomes: ["redis:\n  'name': a\ndatabase:\n  host: b\n", 'redis:\n  name: c\n'],
  },
  {
    name: 'a YAML group',
    marked: 'red<|>is:\n  host: a\n',
    to: 'cache',
    options: { path: 'a.yaml' },
    becomes: ['cache:\n  host: a\n'],
  },
  {
    name: 'not to a YAML key beside it',
    marked: 'redis:\n  ho<|>st: a\n  port: 1\n',
    to: 'port',
    options: { path: 'a.yaml' },
    becomes: /a\.yaml has port already, in line 3/,
  },
  {
    name: 'not to a word that is no text',
    marked: 'a<|>: 1\n',
    to: 'yes',
    options: { path: 'a.yaml' },
    becomes: /not text/,
  },
  {
    name: 'not what the manifest maps by name',
    marked: 'HO<|>ST=a\n',
    to: 'B',
    options: { map: new Map([['HOST', 'redis.host']]) },
    becomes: /map/,
  },
];

describe('rename', () => {
  for (const { name, marked, to, others = {}, options = {}, becomes } of CASES) {
    it(name, async () => {
      const { text, offset } = readCursor(marked);
      const checked = checkWith(await project, text, options);
      const beside = await Promise.all(
        Object.entries(others).map(async ([path, other]) => checkWith(await project, other, { path })),
      );
      const done = rename(checked, beside, offset, to);
      if (becomes instanceof RegExp) return assert.match(done.ok ? '' : done.message, becomes);
      assert.ok(done.ok, JSON.stringify(done));
      assert.deepEqual(
        done.files.map(({ file, edits }) => applyEdits(file.document.text, edits)),
        becomes,
      );
    });
  }

  it('says what would be renamed', async () => {
    const { text, offset } = readCursor('A=1\nB=${<|>A}\n');
    assert.deepEqual(renamableAt(checkWith(await project, text), offset), {
      ok: true,
      span: { start: 8, end: 9 },
      name: 'A',
    });
  });
});
