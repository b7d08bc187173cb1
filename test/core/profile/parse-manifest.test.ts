/** What a manifest is read as, and what is said, and where, of one that is wrong. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseManifest } from '../../../shared/core/profile/parse-manifest.ts';
import { parseProfile, parseRule, parseSchemaFile } from '../../../shared/core/profile/parse-profile.ts';
import { MANIFEST } from '../../support/profiles.ts';

const read = (text: string) => parseManifest(text, MANIFEST);

describe('parseManifest', () => {
  it('reads everything that a manifest can say', () => {
    const { value, problems } = read(
      [
        'extends: voicehive',
        'files:',
        '  - .env.{environment}',
        '  - match: ./config/{environment}.yaml',
        '    environment: production',
        '    dialects: [node, compose]',
        '    map: { db.host: database.host, cache: redis }',
        'waivers:',
        '  - rule: SEC_004',
        '    files: [".env.*"]',
        '    until: 2027-01-31',
        '    reason: Being migrated.',
        '  - rule: SEC_005',
        'ledger:',
        '  id: 6f2c9a52-0b8e-4b8e-9a3c-1f0e2d3c4b5a',
        '',
      ].join('\n'),
    );
    assert.deepEqual(problems, []);
    const { files, waivers, ledger, extends: extended } = value.manifest;
    assert.deepEqual(extended, ['voicehive']);
    assert.deepEqual(files, [
      { match: '.env.{environment}', dialects: [] },
      {
        match: 'config/{environment}.yaml',
        dialects: ['node', 'compose'],
        environment: 'production',
        map: new Map([
          ['db.host', 'database.host'],
          ['cache', 'redis'],
        ]),
      },
    ]);
    assert.deepEqual(
      waivers.map(({ origin, ...waiver }) => waiver),
      [
        { rule: 'SEC_004', files: ['.env.*'], until: '2027-01-31', reason: 'Being migrated.' },
        { rule: 'SEC_005', files: [] },
      ],
    );
    assert.deepEqual(ledger, {
      id: '6f2c9a52-0b8e-4b8e-9a3c-1f0e2d3c4b5a',
      ref: 'refs/heads/secure-config-ledger',
    });
  });

  it('is nothing when it is empty', () => {
    for (const text of ['', '# a comment\n', '---\n']) {
      const { value, problems } = read(text);
      assert.deepEqual([problems, value.manifest], [[], { extends: [], files: [], waivers: [] }]);
    }
  });

  const wrong: readonly [name: string, text: string, code: string, at: string, message: RegExp][] = [
    ['an unknown key', 'extnds: voicehive\n', 'unknown-key', 'extnds', /Did you mean "extends"\?/],
    [
      'an unknown key of a file',
      'files:\n  - match: a\n    dialect: [node]\n',
      'unknown-key',
      'dialect',
      /"dialects"\?/,
    ],
    ['a missing key', 'files:\n  - environment: x\n', 'missing-key', 'environment', /needs "match"/],
    [
      'an unknown dialect',
      'files:\n  - match: a\n    dialects: [compse]\n',
      'value',
      'compse',
      /Did you mean "compose"\?/,
    ],
    [
      'an unknown severity',
      'rules:\n  A: { severity: fatal }\n',
      'value',
      'fatal',
      /critical, error, warning, info/,
    ],
    ['a wrong type', 'fallbacks: [warning]\n', 'value', 'fallbacks', /warning, error, off/],
    ['a rule switched off in another word', 'rules:\n  A: disabled\n', 'value', 'disabled', /off/],
    ['a rule that is nothing', 'rules:\n  A:\n', 'type', 'A:', /a mapping/],
    ['a rule id', 'rules:\n  "A B": off\n', 'form', '"A B"', /letters, digits/],
    ['a glob', 'files: ["{a"]\n', 'glob', '"{a"', /never closed/],
    ['the glob of a waiver', 'waivers: [{ rule: A, files: "[" }]\n', 'glob', '"["', /never closed/],
    ['a ledger id', 'ledger: { id: mine }\n', 'form', 'mine', /UUID/],
    ['a list', '- a\n', 'type', '-', /no mapping/],
    ['a text', 'hello\n', 'type', 'h', /no mapping/],
    [
      'a second document',
      'extends: voicehive\n---\nextends: x\n',
      'several-documents',
      'e',
      /first YAML document/,
    ],
    ['a prefix', 'prefix: "A-"\n', 'form', '"A-"', /begins with/],
  ];
  for (const [name, text, code, at, message] of wrong) {
    it(`says what is wrong with ${name}, and where`, () => {
      const { problems } = read(text);
      assert.deepEqual(
        problems.map(problem => problem.code),
        [`manifest/${code}`],
      );
      const [problem] = problems;
      assert.ok(problem);
      assert.equal(text.slice(problem.span.start, problem.span.end), at);
      assert.match(problem.message, message);
    });
  }

  it('keeps what is right beside what is wrong', () => {
    const { value, problems } = read(
      'extends: [voicehive]\nfallbacks: sometimes\nfiles:\n  - a\n  - match: 1\n  - b\nrules:\n  A: { severity: bad }\n  B: off\nwaivers:\n  - until: 2027-01-01\n  - rule: A\n',
    );
    assert.equal(problems.length, 4);
    assert.deepEqual(
      value.manifest.files.map(({ match }) => match),
      ['a', 'b'],
    );
    assert.deepEqual(
      value.manifest.waivers.map(({ rule }) => rule),
      ['A'],
    );
    assert.deepEqual(
      value.layer.rules.map(({ id, change }) => [id, change]),
      [['B', 'off']],
    );
    assert.deepEqual(value.layer.settings, {});
  });

  it('reports what YAML objects to, too', () => {
    assert.deepEqual(
      read('prefix: A_\nprefix: B_\n').problems.map(({ code }) => code),
      ['syntax/duplicate-key'],
    );
  });

  it('never throws, and every place is inside the text', () => {
    const keys = [
      'extends',
      'prefix',
      'environments',
      'schema',
      'files',
      'match',
      'map',
      'rules',
      'must',
      'pattern',
      'waivers',
      'rule',
      'files',
      'ledger',
      '__proto__',
      'constructor',
      '$ref',
      'A_1',
      'field',
      'off',
    ];
    const leaf = fc.oneof(
      fc.constantFrom(...keys, '{', '[', '(', '../x', '/x', ''),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const { value: json } = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 5 }),
      ),
    }));
    const reads = [
      (text: string) => parseManifest(text, 'm'),
      (text: string) => parseProfile(text, 'p'),
      (text: string) => parseRule(text, 'r'),
      parseSchemaFile,
    ];
    fc.assert(
      fc.property(
        fc.oneof(
          json.map(value => JSON.stringify(value)),
          fc.string(),
        ),
        fc.constantFrom(...reads),
        (text, parse) => {
          for (const { span } of parse(text).problems)
            assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('parseRule', () => {
  const RULE = 'id: A_1\nseverity: warning\nfield: [a, b]\nmust: { type: string }\nmessage: m\n';

  it('reads a rule file', () => {
    const { value, problems } = parseRule(
      `${RULE}fix: { value: x }\nexamples:\n  valid: [{ a: b }]\n`,
      'rules/A_1.yaml',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(value?.change, {
      severity: 'warning',
      fields: ['a', 'b'],
      must: { type: 'string' },
      message: 'm',
      fix: { value: 'x' },
      examples: { valid: [{ a: 'b' }], invalid: [] },
    });
  });

  for (const [name, text, code] of [
    ['no id', RULE.replace('id: A_1\n', ''), 'missing-key'],
    ['no message', RULE.replace('message: m\n', ''), 'missing-key'],
    ['a misspelt key', `${RULE}remdy: x\n`, 'unknown-key'],
    ['a fix of two kinds', `${RULE}fix: { value: 1, action: x }\n`, 'unknown-key'],
  ] as const) {
    it(`says so of ${name}`, () => {
      const { problems } = parseRule(text, 'r');
      assert.deepEqual([...new Set(problems.map(each => each.code))], [`manifest/${code}`]);
    });
  }
});
