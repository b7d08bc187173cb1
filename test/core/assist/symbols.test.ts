/** The outline: the tree, and that no secret stands in it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldingRanges } from '../../../shared/core/assist/folding.ts';
import { selectionRanges } from '../../../shared/core/assist/selection.ts';
import { documentSymbols, type OutlineSymbol } from '../../../shared/core/assist/symbols.ts';
import { fieldSymbols, matchesQuery } from '../../../shared/core/assist/workspace-symbols.ts';
import { DIALECTS } from '../../../shared/core/document/dialect.ts';
import type { Checked } from '../../../shared/core/validation/check.ts';
import { checkText } from '../../../shared/core/validation/check.ts';
import { type CheckOptions, checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';
import { dotenvText } from '../document/dotenv-text.ts';

const project = projectOf(profileNamed('voicehive'));
const check = async (text: string, options: CheckOptions = {}) => checkWith(await project, text, options);

describe('document symbols', () => {
  it('of variables are a tree by group, with values where nobody minds', async () => {
    const text = `VOICEHIVE_REGION=eu-west-1
# Database
VOICEHIVE_DATABASE__HOST="db.example"
VOICEHIVE_DATABASE__PASSWORD=k9XmP2vQ8nL4
VOICEHIVE_REDIS__SSL=true
VOICEHIVE_REDIS__PORT=
VOICEHIVE_DATABASE__PORT=5432
OTHER=thing
VOICEHIVE_SECURITY__CORS_ALLOWED_ORIGINS='["https://a.example"]'
`;
    assert.equal(
      outline(await check(text)),
      `VOICEHIVE_REGION text: eu-west-1
database group
  VOICEHIVE_DATABASE__HOST text: "db.example"
  VOICEHIVE_DATABASE__PASSWORD secret: ••••
redis group
  VOICEHIVE_REDIS__SSL boolean: true
  VOICEHIVE_REDIS__PORT number
database group
  VOICEHIVE_DATABASE__PORT number: 5432
OTHER text: ••••
security group
  VOICEHIVE_SECURITY__CORS_ALLOWED_ORIGINS list: '["https://a.example"]'`,
    );
  });

  it('show the reference, not what it stands for', async () => {
    const text = 'T=k9XmP2vQ8nL4\nVOICEHIVE_DATABASE__HOST=${T}.example\n';
    const shown = outline(await check(text, { dialects: ['compose'] }));
    assert.match(shown, /\$\{T\}\.example/);
    assert.doesNotMatch(shown, /k9Xm/);
  });

  it('of YAML are the tree of its mappings', async () => {
    const text = `region: eu-west-1
database:
  host: db.example
  password: k9XmP2vQ8nL4
security:
  cors_allowed_origins: [https://a.example, https://b.example]
more:
  - name: a
    token: abc
  - plain
`;
    assert.equal(
      outline(await check(text, { path: 'a.yaml' })),
      `region text: eu-west-1
database group
  host text: db.example
  password secret: ••••
security group
  cors_allowed_origins list: 2 items
more list: 2 items
  [0] group
    name text: ••••
    token secret: ••••`,
    );
  });

  it('leave out what an alias or a merge key brings in', async () => {
    const text = 'base: &b\n  x: 1\nown:\n  <<: *b\n  y: 2\nagain: *b\n';
    assert.equal(
      outline(await check(text, { path: 'a.yaml' })),
      'base group\n  x number: ••••\nown group\n  y number: ••••\nagain group',
    );
  });

  it('of several YAML documents stand under each', async () => {
    const text = 'environment: staging\n---\nenvironment: production\n';
    assert.equal(
      outline(await check(text, { path: 'a.yaml' })),
      `document 1 (staging) group
  environment text: staging
document 2 (production) group
  environment text: production`,
    );
  });

  it('are there without a project, and for keys that say nothing', () => {
    const text = 'A=1\nDB_PASSWORD=x\n';
    const checked = checkText({ path: '.env', text, governance: { dialects: ['dotenv'] }, now: NOW });
    assert.equal(outline(checked), 'A text: ••••\nDB_PASSWORD secret: ••••');
    const odd = checkText({
      path: 'a.yaml',
      text: "'': 1\n? [a]\n: 2\n",
      governance: { dialects: ['dotenv'] },
      now: NOW,
    });
    assert.equal(outline(odd), '(no name) number: ••••');
  });

  it('of any text stand within each other, and fold and select within it', () => {
    const options = fc.record({
      text: dotenvText(),
      dialect: fc.constantFrom(...DIALECTS),
      path: fc.constantFrom('.env', 'a.yaml'),
    });
    fc.assert(
      fc.property(options, ({ text, dialect, path }) => {
        const checked = checkText({ path, text, governance: { dialects: [dialect] }, now: NOW });
        outline(checked);
        for (const { startLine, endLine } of foldingRanges(checked.document)) {
          assert.ok(startLine < endLine && endLine < checked.document.lines.lineCount);
        }
        const offsets = [0, Math.floor(text.length / 2), text.length];
        for (const spans of selectionRanges(checked, offsets)) {
          for (const [index, { start, end }] of spans.entries()) {
            const outer = spans[index + 1] ?? { start: 0, end: text.length };
            assert.ok(outer.start <= start && end <= outer.end);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are quick on ten thousand lines', async () => {
    const groups = Array.from(
      { length: 10_000 },
      (_, index) => `VOICEHIVE_G${index % 7}__K${index}=${index}\n`,
    );
    const checked = await check(groups.join(''));
    const { user: before } = process.cpuUsage();
    assert.equal(documentSymbols(checked).length, 10_000);
    assert.ok(process.cpuUsage().user - before < 1_000_000);
  });
});

describe('workspace symbols', () => {
  it('are the fields by name', async () => {
    const found = fieldSymbols(
      await check('VOICEHIVE_DATABASE__PORT=1\nOTHER=2\n', { environment: 'staging' }),
    );
    assert.deepEqual(
      found.map(({ name, kind, environment }) => [name, kind, environment]),
      [['VOICEHIVE_DATABASE__PORT', 'number', 'staging']],
    );
  });

  it('match by characters in their order', () => {
    assert.ok(matchesQuery('VOICEHIVE_DATABASE__PORT', 'db po'));
    assert.ok(matchesQuery('A', ''));
    assert.ok(!matchesQuery('VOICEHIVE_DATABASE__PORT', 'portdb'));
  });
});

function outline(checked: Checked): string {
  const { text } = checked.document;
  const render = (
    symbols: readonly OutlineSymbol[],
    indent: string,
    within: { start: number; end: number },
  ): string[] =>
    symbols.flatMap(({ name, kind, detail, span, nameSpan, children }) => {
      assert.ok(span.start >= within.start && span.end <= within.end, `${name} is outside`);
      assert.ok(nameSpan.start >= span.start && nameSpan.end <= span.end, `the name of ${name} is outside`);
      const line = `${indent}${name} ${kind}${detail === undefined ? '' : `: ${detail}`}`;
      return [line, ...render(children, `${indent}  `, span)];
    });
  return render(documentSymbols(checked), '', { start: 0, end: text.length }).join('\n');
}
