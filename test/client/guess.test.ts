/** What is covered before the server has spoken: every secret, and rather too much. */
import assert from 'node:assert/strict';
import { formatOf, guessSecrets, isNamedForProduction } from '../../client/masking/guess.ts';
import { assertGrowsInProportion } from '../support/growth.ts';

const KEY = 'MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn4ygWyF8PbnGy0A';

const CASES: readonly (readonly [name: string, text: string, covered: string])[] = [
  ['secret names', 'DB_PASSWORD=hunter2\nexport API_KEY = x', 'DB_PASSWORD=•••••••\nexport API_KEY = •'],
  ['quotes stay', 'A_TOKEN="x y"', 'A_TOKEN="•••"'],
  ['other names stay', 'PORT=80\nHOST=localhost\n# a comment', 'PORT=80\nHOST=localhost\n# a comment'],
  ['what is commented out', '# DB_PASSWORD=old', '# DB_PASSWORD=•••'],
  ['passwords in addresses', 'URL=postgres://u:pw@h/db', 'URL=••••••••••••••••••••'],
  ['random values', `VALUE=${KEY}`, `VALUE=${'•'.repeat(KEY.length)}`],
  ['values over lines', 'A_KEY="one\ntwo\nthree"\nB=1', 'A_KEY="•••\n•••\n••••••\nB=1'],
  ['YAML', 'db:\n  password: pw\n  port: 1', 'db:\n  password: ••\n  port: 1'],
  ['YAML blocks', 'private: |\n  one\n  two\nport: 1', 'private: •\n  •••\n  •••\nport: 1'],
  ['YAML groups', 'secrets:\n  a: 1\n  - b\nport: 1', 'secrets:\n  ••••\n  •••\nport: 1'],
  [
    'values beside their names',
    '- name: DB_PASSWORD\n  value: pw\n- value: "x"\n  name: API_TOKEN\n- name: MODE\n  value: fast',
    '- name: DB_PASSWORD\n  value: ••\n- value: "•"\n  name: API_TOKEN\n- name: MODE\n  value: fast',
  ],
  [
    'values beside their names in one line',
    '- { name: A_TOKEN, value: pw }',
    '- { name: A_TOKEN, value: ••••',
  ],
  ['arguments behind options', '- --user\n- bob\n- --password\n- pw', '- --user\n- bob\n- --password\n- ••'],
  ['options in one line', 'args: [run, "--token", pw]', 'args: [run, "--token", •••'],
  ['nothing of nothing', 'A_TOKEN=\nB=1', 'A_TOKEN=\nB=1'],
  ['an open quote at the end', 'A_TOKEN="', 'A_TOKEN="'],
];

describe('guessed secrets', () => {
  for (const [name, text, expected] of CASES) it(name, () => assert.equal(covered(text), expected));

  it('take time in proportion to the text', () => {
    const work = (length: number): void => {
      const lines = ['A_TOKEN="x'.repeat(length), `A=${'a://b:'.repeat(length)}`, `${'a1'.repeat(length)}`];
      lines.push(`{${'name:'.repeat(length)}`, `- ${'--a'.repeat(length)}`, ', value'.repeat(length));
      for (let round = 0; round < 5; round++) guessSecrets(lines);
    };
    assertGrowsInProportion({ work, size: 8000, factor: 10, most: 50 });
  });

  it('know files by their names', () => {
    assert.equal(formatOf('/a/.env.production'), 'dotenv');
    assert.equal(formatOf('/a/site.env'), 'dotenv');
    assert.equal(formatOf('/a/b.yml'), 'yaml');
    assert.equal(formatOf('/a/env.txt'), undefined);
    for (const path of ['/a/.env.production', '/a/prod.yaml', '/production/app.yml', '/a/.env.live.local']) {
      assert.ok(isNamedForProduction(path), path);
    }
    for (const path of ['/a/.env', '/a/products.yaml', '/production/a/b.yaml', '/a/.env.staging']) {
      assert.ok(!isNamedForProduction(path), path);
    }
  });
});

function covered(text: string): string {
  const lines = text.split('\n');
  for (const { line, start, end } of guessSecrets(lines)) {
    const whole = lines[line] ?? '';
    lines[line] = whole.slice(0, start) + '•'.repeat(end - start) + whole.slice(end);
  }
  return lines.join('\n');
}
