/** What can be typed in a YAML file that a profile governs: nested keys by path, values, entries of lists. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Project } from '../../../shared/core/validation/project.ts';
import { type AssistOptions, accepted, completionsIn, labels } from '../../support/assisting.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';

const production: AssistOptions = { environment: 'production', path: 'production.yaml' };

describe('completion in YAML', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });
  const at = (marked: string, options: AssistOptions = production) => completionsIn(project, marked, options);

  it('offers the keys of the mapping at the cursor', () => {
    assert.deepEqual(labels(at('database:\n  host: x\n  <|>\nredis:\n  host: y\n')), [
      'port … (4 required) | all missing required keys of database',
      'port | required',
      'database | required',
      'username | required',
      'password | required, secret',
      'ssl_mode | left to its default',
      'pool_size | left to its default',
      'max_overflow | left to its default',
    ]);
  });

  it('offers groups and fields at the top', () => {
    const found = labels(at('service_name: a\n<|>\n'));
    assert.ok(found.includes('database | group, 5 required'));
    assert.ok(found.includes('region | required'));
    assert.ok(!found.some(label => label.startsWith('service_name')));
  });

  const places: readonly [name: string, text: string, expected: string][] = [
    ['a key above others', 'redis:\n  <|>\n  host: x\n', 'port'],
    ['a key between others, half typed', 'redis:\n  host: x\n  po<|>\n  db: 1\n', 'port'],
    ['a key below a comment', 'redis:\n  # where\n  po<|>\n', 'port'],
    ['a key in flow style', 'redis: {host: x, <|>}\n', 'port'],
    ['a key in the second document', 'service_name: a\n---\nredis:\n  <|>\n', 'host'],
    ['a key in CRLF text', 'redis:\r\n  host: x\r\n  <|>\r\n', 'port'],
    ['a key with the file’s own indentation', 'redis:\n    host: x\n    <|>\n', 'port'],
  ];
  for (const [name, text, expected] of places) {
    it(`finds ${name}`, () => {
      const found = at(text).map(({ label }) => label);
      assert.ok(found.includes(expected), found.join(', '));
      assert.ok(!found.includes('region'));
    });
  }

  const written: readonly [
    name: string,
    text: string,
    label: string,
    result: string,
    options?: AssistOptions,
  ][] = [
    ['a key', 'redis:\n  po<|>\n', 'port', 'redis:\n  port: $1\n'],
    ['a key whose colon is there', 'redis:\n  po<|>: 1\n', 'port', 'redis:\n  port: 1\n'],
    ['a group with what it needs', 'red<|>\n', 'redis', 'redis:\n  host: $1\n  port: $2\n  password: $3\n'],
    [
      'a group as the file indents',
      'database:\n    host: x\nred<|>\n',
      'redis',
      'database:\n    host: x\nredis:\n    host: $1\n    port: $2\n    password: $3\n',
    ],
    ['a choice', 'redis:\n  <|>\n', 'ssl', 'redis:\n  ssl: ${1:true}\n'],
    ['a value', 'region: eu-<|>\n', 'eu-north-1', 'region: eu-north-1\n'],
    ['a value right behind the colon', 'region:<|>\n', 'eu-north-1', 'region: eu-north-1\n'],
    [
      'a value that YAML would take for another type',
      'config_version: <|>\n',
      '1.0',
      'config_version: "1.0"\n',
    ],
    ['a value in quotes', "region: 'eu<|>'\n", 'eu-north-1', "region: 'eu-north-1'\n"],
    ['a value in flow style', 'redis: {ssl: <|>}\n', 'true', 'redis: {ssl: true}\n'],
    ['a boolean', 'redis:\n  ssl: f<|> # why\n', 'false', 'redis:\n  ssl: false # why\n'],
    [
      'the entry of a list',
      'security:\n  cors_allowed_origins:\n    - <|>\n',
      'https://',
      'security:\n  cors_allowed_origins:\n    - https://\n',
    ],
    [
      'a waiver',
      'a: 1 # secure-config-waive <|>\n',
      'SEC_004',
      'a: 1 # secure-config-waive SEC_004 until ${1:2026-08-30}: ${2:reason}\n',
    ],
  ];
  for (const [name, text, label, result, options] of written) {
    it(`writes ${name}`, () => assert.equal(accepted(text, at(text, options), label), result));
  }

  const silent: Readonly<Record<string, string>> = {
    'inside a block text': 'service_name: |\n  one\n  <|>two\n',
    'behind a complete value': 'region: "eu-west-1" <|>\n',
    'right behind a dash': 'security:\n  cors_allowed_origins:\n    -<|>\n',
    'below a field': 'service_name: a\n  <|>\n',
  };
  for (const [name, text] of Object.entries(silent)) {
    it(`offers nothing ${name}`, () => assert.deepEqual(labels(at(text)), []));
  }

  it('a file of another shape is completed by its map', () => {
    const map = new Map([
      ['db.address', 'database.host'],
      ['cache', 'redis'],
    ]);
    const options = { ...production, map };
    assert.deepEqual(
      at('<|>\n', options)
        .map(({ label }) => label)
        .filter(label => !label.includes('…')),
      ['db', 'cache'],
    );
    assert.equal(accepted('db:\n  <|>\n', at('db:\n  <|>\n', options), 'address'), 'db:\n  address: $1\n');
    assert.ok(at('cache:\n  <|>\n', options).some(({ label }) => label === 'port'));
    assert.deepEqual(labels(at('database:\n  <|>\n', options)), []);
  });
});
