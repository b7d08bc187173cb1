/** The page on approvals names every refusal that there is, and the terms that the VoiceHive profile really has. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { fieldTermsBy } from '../../../shared/core/ledger/terms.ts';
import { voicehivePolicy } from '../../support/workflow.ts';

const page = fs.readFileSync('docs/approvals.md', 'utf8');

describe('docs/approvals.md', () => {
  it('names each code with which requests, versions and the policy are refused', () => {
    const codes = [
      'shared/core/ledger',
      'shared/core/ledger/kinds',
      'shared/core/workflow',
      'shared/core/workflow/commands',
    ]
      .flatMap(sources)
      .filter(file => !/(?:commit|event|replay|ledger-created|bundle-reencrypted)\.ts$/.test(file))
      .flatMap(file => [...fs.readFileSync(file, 'utf8').matchAll(/refuse\(\s*'([a-z-]+)'/g)])
      .map(([, code]) => code);
    assert.ok(new Set(codes).size > 25, 'the sources were looked at');
    for (const code of new Set(codes)) assert.ok(page.includes(`\`${code}\``), `${code} is not on the page`);
  });

  it('has the terms of each field', () => {
    const termsOf = fieldTermsBy(voicehivePolicy().approvals);
    const rows = [
      ...page.matchAll(/^\| (`[^|]+|any other) \| ([a-z_, ]+) \| (\w+) \| (\d+) h \| (yes|no) \|$/gm),
    ];
    assert.equal(rows.length, 9);
    for (const [, names = '', approvers = '', priority, hours, emergency] of rows) {
      const fields = names === 'any other' ? ['log_level'] : names.replaceAll('`', '').split(', ');
      for (const field of fields) {
        const terms = termsOf(field);
        assert.deepEqual([...terms.approvers], approvers.split(', ').sort());
        assert.equal(`${terms.priority} ${terms.expiresAfterSeconds / 3600}`, `${priority} ${hours}`);
        assert.equal(terms.emergencyOverride, emergency === 'yes');
      }
    }
  });
});

function sources(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.ts'))
    .map(name => path.join(folder, name));
}
