/** Definition, references and selection of marked texts: `<|>` is the cursor, the answer stands in brackets. */
import assert from 'node:assert/strict';
import { definitionAt } from '../../../shared/core/assist/definition.ts';
import { referencesIn, soughtBy } from '../../../shared/core/assist/references.ts';
import { fieldPlace, rulePlace } from '../../../shared/core/assist/schema-place.ts';
import { selectionRanges } from '../../../shared/core/assist/selection.ts';
import { subjectAt } from '../../../shared/core/assist/subject.ts';
import type { Span } from '../../../shared/core/text/text.ts';
import { readCursor } from '../../support/assisting.ts';
import { type CheckOptions, checkWith, profileNamed, projectOf } from '../../support/checking.ts';

const project = projectOf(profileNamed('voicehive'));

describe('definition', () => {
  const DEFINITIONS: readonly (readonly [marked: string, expected: string, options?: CheckOptions])[] = [
    ['VOICEHIVE_DATABASE__<|>PORT=1\n', 'field database.port'],
    ['voicehive_database__port<|>=1\n', 'field database.port'],
    ['OTHER<|>=1\n', 'nothing'],
    ['VOICEHIVE_REGION=<|>x\n', 'nothing'],
    ['A=1\nB=2\nA=3\nC=${A<|>}\nA=4\n', 'A=1\nB=2\n[A]=3\nC=${A}\nA=4\n'],
    ['C=$A<|>\nA=4\n', 'C=$A\n[A]=4\n'],
    ['C=${HOM<|>E}\n', 'nothing'],
    ['B=1\nA=1\nC=${A:-${B<|>}}\n', '[B]=1\nA=1\nC=${A:-${B}}\n'],
    ['# secure-config-waive SEC_<|>004 until 2027-01-31: why\n', 'rule SEC_004'],
    ['# secure-config-waive SEC_004 until 2027<|>-01-31: why\n', 'nothing'],
    ['database:\n  po<|>rt: 1\n', 'field database.port', { path: 'a.yaml' }],
    ['data<|>base:\n  port: 1\n', 'field database', { path: 'a.yaml' }],
  ];
  for (const [marked, expected, options = {}] of DEFINITIONS) {
    it(`${JSON.stringify(marked)} → ${JSON.stringify(expected)}`, async () => {
      const { text, offset } = readCursor(marked);
      const found = definitionAt(checkWith(await project, text, options), offset);
      const said =
        found?.kind === 'here'
          ? bracketed(text, [found.span])
          : found?.kind === 'rule'
            ? `rule ${found.rule}`
            : found
              ? `field ${found.field}`
              : 'nothing';
      assert.equal(said, expected);
    });
  }
});

describe('references', () => {
  const find = async (marked: string, other: string, options: CheckOptions, otherOptions = options) => {
    const { text, offset } = readCursor(marked);
    const checked = checkWith(await project, text, options);
    const subject = subjectAt(checked, offset);
    const sought = subject && soughtBy(subject, checked);
    if (!sought) return ['nothing'];
    const beside = checkWith(await project, other, otherOptions);
    return [checked, beside].map(file =>
      bracketed(
        file.document.text,
        referencesIn(file, sought).map(({ span }) => span),
      ),
    );
  };

  it('are the keys of a field and the uses of it, in every file', async () => {
    assert.deepEqual(
      await find(
        'VOICEHIVE_REDIS__<|>HOST=a\nU=$VOICEHIVE_REDIS__HOST\nVOICEHIVE_REDIS__HOST=b\n',
        'voicehive_redis__host=c\nV=${voicehive_redis__host:-x}\nW=$VOICEHIVE_REDIS__PORT\n',
        {},
      ),
      [
        '[VOICEHIVE_REDIS__HOST]=a\nU=$[VOICEHIVE_REDIS__HOST]\n[VOICEHIVE_REDIS__HOST]=b\n',
        '[voicehive_redis__host]=c\nV=${[voicehive_redis__host]:-x}\nW=$VOICEHIVE_REDIS__PORT\n',
      ],
    );
  });

  it('lead from a file of one language to one of another', async () => {
    assert.deepEqual(
      await find('redis:\n  h<|>ost: a\n', 'VOICEHIVE_REDIS__HOST=b\n', { path: 'a.yaml' }, {}),
      ['redis:\n  [host]: a\n', '[VOICEHIVE_REDIS__HOST]=b\n'],
    );
  });

  it('of what nobody knows go by the name', async () => {
    assert.deepEqual(await find('A=${B<|>}\n', 'B=1\nb=2\n', {}), ['A=${[B]}\n', '[B]=1\nb=2\n']);
    assert.deepEqual(await find('A=<|>1\n', '', {}), ['nothing']);
  });
});

describe('place of a field or rule in its file', () => {
  const SCHEMA = `type: object
properties:
  port: { type: integer }
  group:
    $ref: '#/$defs/group'
  loop: { allOf: [{ $ref: '#/properties/loop' }, { $ref: '#' }] }
$defs:
  group:
    allOf:
      - properties: { deep: { type: string } }
`;
  const FIELDS: readonly (readonly [text: string, field: string, expected: string])[] = [
    [SCHEMA, 'port', '  [port]: { type: integer }'],
    [SCHEMA, 'group.deep', '      - properties: { [deep]: { type: string } }'],
    [SCHEMA, 'loop.loop.port', '  [port]: { type: integer }'],
    [SCHEMA, 'loop.missing', 'nothing'],
    ['prefix: A_\nschema:\n  properties:\n    a: {}\n', 'a', '    [a]: {}'],
    ['schema: ./schema.yaml\n', 'a', 'nothing'],
    ['- a\n', 'a', 'nothing'],
  ];
  for (const [text, field, expected] of FIELDS) {
    it(`${field} → ${expected}`, () => assert.equal(lineOf(text, fieldPlace(text, field)), expected));
  }

  it('finds a rule by its id, or among the rules of a manifest', () => {
    assert.equal(lineOf('id: A_1\nname: x\n', rulePlace('id: A_1\nname: x\n', 'A_1')), 'id: [A_1]');
    const manifest = 'rules:\n  A_1:\n    name: x\n';
    assert.equal(lineOf(manifest, rulePlace(manifest, 'A_1')), '  [A_1]:');
    assert.equal(rulePlace(manifest, 'A_2'), undefined);
  });
});

describe('selection', () => {
  const SELECTIONS: readonly (readonly [marked: string, steps: readonly string[], options?: CheckOptions])[] =
    [
      [
        'A=1\nVOICEHIVE_REDIS__HOST="a${B:-c<|>c}d"\nVOICEHIVE_REDIS__PORT=1\n',
        [
          'cc',
          '${B:-cc}',
          'a${B:-cc}d',
          '"a${B:-cc}d"',
          'VOICEHIVE_REDIS__HOST="a${B:-cc}d"',
          'VOICEHIVE_REDIS__HOST="a${B:-cc}d"\nVOICEHIVE_REDIS__PORT=1',
          'A=1\nVOICEHIVE_REDIS__HOST="a${B:-cc}d"\nVOICEHIVE_REDIS__PORT=1\n',
        ],
      ],
      ['A<|>B=1\n', ['AB', 'AB=1', 'AB=1\n']],
      ['# a<|>b\n', ['# ab', '# ab\n']],
      ['A=1\n<|>\n', ['A=1\n\n']],
      ['', ['']],
      [
        'a:\n  b: "x<|>y"\n  c: 1\n',
        ['xy', '"xy"', 'b: "xy"', 'b: "xy"\n  c: 1', 'a:\n  b: "xy"\n  c: 1', 'a:\n  b: "xy"\n  c: 1\n'],
        { path: 'a.yaml' },
      ],
    ];
  for (const [marked, steps, options = { dialects: ['compose'] as const }] of SELECTIONS) {
    it(JSON.stringify(marked), async () => {
      const { text, offset } = marked === '' ? { text: '', offset: 0 } : readCursor(marked);
      const [spans = []] = selectionRanges(checkWith(await project, text, options), [offset]);
      assert.deepEqual(
        spans.map(({ start, end }) => text.slice(start, end)),
        steps,
      );
    });
  }
});

function bracketed(text: string, spans: readonly Span[]): string {
  return spans.reduceRight(
    (result, { start, end }) => `${result.slice(0, start)}[${result.slice(start, end)}]${result.slice(end)}`,
    text,
  );
}

function lineOf(text: string, span: Span | undefined): string {
  if (!span) return 'nothing';
  return (
    bracketed(text, [span])
      .split('\n')
      .find(line => line.includes('[') && line.includes(']') && /\[\w+\]/.test(line)) ?? ''
  );
}
