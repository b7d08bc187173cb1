/** How a manifest, and what it extends, becomes one profile; and that nothing hostile gets in. */
import assert from 'node:assert/strict';
import { BASE, MANIFEST, resolve } from '../../support/profiles.ts';

const OWN = 'severity: error\nfield: b.c\nmust: { maximum: 3 }\nmessage: "{field} is too large."\n';
const own = (indent: string): string =>
  OWN.trimEnd()
    .split('\n')
    .map(line => indent + line)
    .join('\n');

describe('resolveManifest: merging', () => {
  it('keeps the objects of a built-in profile that nothing changes, so that they stay compiled', async () => {
    const { profile, said } = await resolve({ [MANIFEST]: 'extends: base\n' });
    assert.deepEqual(said, []);
    assert.equal(profile.schema, BASE.schema);
    assert.equal(profile.rules[0], BASE.rules[0]);
    assert.equal(profile.name, 'base');
  });

  it('gives a profile with a name of its own no title that it only extends', async () => {
    const { profile } = await resolve({
      [MANIFEST]: 'extends: ./team.yaml\n',
      'team.yaml': 'extends: base\nname: team\n',
    });
    assert.deepEqual([profile.name, profile.title, profile.description], ['team', '', '']);
  });

  it('switches rules off, changes them and adds new ones', async () => {
    const { profile, said } = await resolve({
      [MANIFEST]: `extends: base\nrules:\n  A_1: off\n  A_2: { severity: warning, environments: [prod] }\n  OWN_1:\n${own('    ')}\n`,
    });
    assert.deepEqual(said, []);
    const [changed, added] = profile.rules;
    assert.deepEqual(
      profile.rules.map(({ id }) => id),
      ['A_2', 'OWN_1'],
    );
    assert.deepEqual(
      [changed?.severity, changed?.environments, changed?.must],
      ['warning', ['production'], true],
    );
    assert.equal(changed?.must, BASE.rules[1]?.must);
    assert.deepEqual(
      [added?.fields, added?.name, added?.waivable, added?.source],
      [['b.c'], 'OWN_1', false, MANIFEST],
    );
  });

  const waivers: readonly (readonly [first: string, change: string, expected: boolean])[] = [
    ['severity: warning', 'severity: critical', false],
    ['severity: error', 'severity: info', true],
    ['severity: warning', 'message: m', true],
    ['severity: error', 'severity: info, waivable: false', false],
    ['severity: error, waivable: true', 'severity: critical', true],
  ];
  for (const [first, change, expected] of waivers) {
    it(`says ${expected ? '' : 'not '}waivable of ${first}, changed to ${change}`, async () => {
      const { profile, said } = await resolve({
        [MANIFEST]: `extends: ./team.yaml\nrules: { A: { ${change} } }\n`,
        'team.yaml': `name: team\nrules: { A: { ${first}, field: a, must: false, message: m } }\n`,
      });
      assert.deepEqual(said, []);
      assert.equal(profile.rules[0]?.waivable, expected);
    });
  }

  it('is a profile of its own, with rule files and a schema beside it', async () => {
    const { profile, said, sources } = await resolve({
      [MANIFEST]: 'schema: ./schema.yaml\nruleFiles: [./rules, "more/**/*.yaml"]\nprefix: X_\n',
      'schema.yaml': 'properties:\n  port: { type: integer }\n',
      'rules/B.yaml': `id: B\n${OWN}`,
      'rules/A.yaml': `id: A\n${OWN}`,
      'rules/notes.md': 'x',
      'rules/deeper/C.yaml': `id: C\n${OWN}`,
      'more/deep/D.yaml': `id: D\n${OWN.replace('error', 'info')}`,
    });
    assert.deepEqual(said, []);
    assert.deepEqual(
      profile.rules.map(({ id }) => id),
      ['A', 'B', 'D'],
    );
    assert.deepEqual(
      profile.rules.map(({ waivable }) => waivable),
      [false, false, true],
    );
    assert.deepEqual(profile.schema, { properties: { port: { type: 'integer' } } });
    assert.ok(
      sources.includes('rules/') && sources.includes('rules/A.yaml') && sources.includes('schema.yaml'),
    );
  });

  it('extends a file, a folder, and what these extend; the later one wins', async () => {
    const { profile, said } = await resolve({
      [MANIFEST]: 'extends: [base, ./team, ./profiles/last.yaml]\nfallbacks: off\n',
      'team/profile.yaml':
        'name: team\nextends: ../shared/profile.yaml\nrules: { A_1: { severity: info } }\n',
      'shared/profile.yaml':
        'name: shared\nprefix: SHARED_\nschema:\n  required: [b]\n  properties:\n    b: { type: integer }\n    g: { properties: { y: true } }\n',
      'profiles/last.yaml': 'name: last\nrules: { A_1: { message: last } }\n',
    });
    assert.deepEqual(said, []);
    assert.deepEqual(
      [profile.name, profile.prefix, profile.delimiter, profile.fallbacks],
      ['last', 'SHARED_', '__', 'off'],
    );
    assert.deepEqual([profile.rules[0]?.severity, profile.rules[0]?.message], ['info', 'last']);
    assert.deepEqual(profile.schema, {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { type: 'string' }, g: { properties: { x: true, y: true } }, b: { type: 'integer' } },
    });
  });

  it('adds the usual spellings to the environments that are declared', async () => {
    const { profile } = await resolve({ [MANIFEST]: 'environments: { production: [live], bench: }\n' });
    assert.deepEqual(
      [...profile.environments],
      [
        ['production', ['live', 'prod', 'prd']],
        ['bench', []],
      ],
    );
  });

  it('reads policies beside it, and in it', async () => {
    const { profile, said } = await resolve({
      [MANIFEST]: 'approvals: ./approvals.yaml\ndrift: { fields: [{ fields: [a], severity: high }] }\n',
      'approvals.yaml': 'roles: [admin]\n',
    });
    assert.deepEqual(said, []);
    assert.deepEqual(profile.approvals, { roles: ['admin'] });
    assert.deepEqual(profile.drift, { fields: [{ fields: ['a'], severity: 'high' }] });
  });

  it('takes __proto__ and constructor as names like any other', async () => {
    const { profile, said } = await resolve({
      [MANIFEST]:
        'extends: base\nenvironments: { constructor: [toString] }\nschema:\n  properties:\n    __proto__: { type: string }\n    constructor: { type: string }\n',
    });
    assert.deepEqual(said, []);
    const { properties } = profile.schema as { properties: object };
    assert.deepEqual(Object.keys(properties), ['a', 'g', '__proto__', 'constructor']);
    assert.deepEqual([...profile.environments], [['constructor', ['toString']]]);
  });
});

describe('resolveManifest: problems', () => {
  const deep = (depth: number): string =>
    `schema: ${'{properties: {a: '.repeat(depth)}true${'}}'.repeat(depth)}\n`;
  const cases: readonly [
    name: string,
    files: Record<string, string>,
    said: readonly (readonly string[])[],
  ][] = [
    ['an unknown built-in profile', { [MANIFEST]: 'extends: bsae\n' }, [['unknown-profile', 'bsae']]],
    ['a file that is not there', { [MANIFEST]: 'extends:\n  - ./gone\n' }, [['unreadable', './gone']]],
    ['an absolute path', { [MANIFEST]: 'extends: /etc/profile.yaml\n' }, [['outside', '/etc/profile.yaml']]],
    ['a path out of the workspace', { [MANIFEST]: 'schema: ../../x.yaml\n' }, [['outside', '../../x.yaml']]],
    ['rules out of the workspace', { [MANIFEST]: 'ruleFiles: ../x\n' }, [['rule-files', '../x']]],
    ['no rules where they should be', { [MANIFEST]: 'ruleFiles: ./rules\n' }, [['rule-files', './rules']]],
    ['an unknown rule', { [MANIFEST]: 'extends: base\nrules:\n  A_3: off\n' }, [['unknown-rule', 'A_3']]],
    [
      'a change to an unknown rule',
      { [MANIFEST]: 'rules: { A_1: { waivable: true } }\n' },
      [['unknown-rule', 'A_1']],
    ],
    [
      'a rule that is not whole',
      { [MANIFEST]: 'rules: { OWN: { severity: info, must: true } }\n' },
      [['incomplete-rule', 'OWN']],
    ],
    [
      'an environment that is not declared',
      {
        [MANIFEST]:
          'extends: base\nenvironments: { production: }\nrules: { A_1: { environments: [prodction] } }\n',
      },
      [['unknown-environment', 'A_1']],
    ],
    [
      'a reference to elsewhere',
      { [MANIFEST]: 'schema: { $ref: "https://example.com/x" }\n' },
      [['reference', '"https://example.com/x"']],
    ],
    [
      'a reference to a file',
      { [MANIFEST]: 'schema: { properties: { a: { $ref: "x.json#/a" } } }\n' },
      [['reference', '"x.json#/a"']],
    ],
    [
      'a pattern that could hang',
      { [MANIFEST]: 'schema: { properties: { a: { pattern: "(?=x)y" } } }\n' },
      [['pattern', '"(?=x)y"']],
    ],
    [
      'a pattern that is none',
      { [MANIFEST]: 'schema: { patternProperties: { "(": true } }\n' },
      [['pattern', '"("']],
    ],
    [
      'a pattern in a rule',
      {
        [MANIFEST]: `rules: { OWN: { ${OWN.trim()
          .split('\n')
          .filter(line => !line.startsWith('must'))
          .join(', ')}, must: { pattern: "[" } } }\n`,
      },
      [['pattern', '"["']],
    ],
    [
      'data that looks like a pattern',
      { [MANIFEST]: 'schema: { properties: { pattern: { enum: ["("], default: { pattern: "(" } } } }\n' },
      [],
    ],
    [
      'a type that there is not',
      { [MANIFEST]: 'schema: { properties: { a: { type: text } } }\n' },
      [['schema', 'type: text']],
    ],
    ['a schema that refers to itself', { [MANIFEST]: 'schema: { $ref: "#" }\n' }, [['schema', '{']]],
    ['a schema that is too deep', { [MANIFEST]: deep(40) }, [['schema', '{']]],
    [
      'a schema file that is no schema',
      { [MANIFEST]: 'schema: ./s.yaml\n', 's.yaml': '- 1\n' },
      [['schema', '-']],
    ],
  ];
  for (const [name, files, said] of cases) {
    it(name, async () => {
      const resolved = await resolve(files);
      assert.deepEqual(
        resolved.said.map(({ code, at }) => [code, at]),
        said,
      );
    });
  }

  it('finds cycles, wherever they close', async () => {
    const files = {
      [MANIFEST]: 'extends: ./a\n',
      'a/profile.yaml': 'name: a\nextends: ../b\nprefix: A_\n',
      'b/profile.yaml': 'name: b\nextends: [../a]\n',
    };
    const { profile, said } = await resolve(files);
    assert.deepEqual(said, [{ path: 'b/profile.yaml', code: 'cycle', at: '../a' }]);
    assert.equal(profile.prefix, 'A_');
  });

  it('merges a bounded number of profiles, however they multiply', async () => {
    const files: Record<string, string> = { [MANIFEST]: 'extends: [./p0, ./p0]\n' };
    for (let n = 0; n < 30; n++)
      files[`p${n}/profile.yaml`] = `name: p${n}\nextends: [../p${n + 1}, ../p${n + 1}]\n`;
    files['p30/profile.yaml'] = 'name: p30\n';
    const { said } = await resolve(files);
    assert.ok(said.some(({ code }) => code === 'too-many-layers'));
    assert.ok(said.length < 200);
  });

  it('may leave its folder within the workspace', async () => {
    const files = {
      [MANIFEST]: 'extends: ../shared\n',
      '../shared/profile.yaml': 'name: shared\nprefix: S_\n',
    };
    const { profile, said } = await resolve(files, { outward: 1 });
    assert.deepEqual([said, profile.prefix], [[], 'S_']);
  });

  it('uses nothing but built-in profiles in a workspace that is not trusted', async () => {
    const files = {
      [MANIFEST]:
        'extends: [base, ./own]\nprefix: P_\nschema: ./s.yaml\napprovals: ./a.yaml\nrules: { A_1: off }\nruleFiles: ./rules\n',
      'own/profile.yaml': 'name: own\nrules: { A_2: off }\n',
    };
    const { profile, problems, sources } = await resolve(files, { trusted: false });
    assert.deepEqual(
      profile.rules.map(({ id }) => id),
      ['A_1', 'A_2'],
    );
    assert.equal(profile.schema, BASE.schema);
    assert.deepEqual(sources, [MANIFEST]);
    assert.deepEqual(
      [...problems].flatMap(([, found]) => found.map(({ code, severity }) => [code, severity])),
      [['manifest/untrusted', 'info']],
    );
  });
});
