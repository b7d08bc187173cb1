/** Whatever a file looks like, a fix leaves its line ends, comments, quotes and all other lines as they are. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { fixAll } from '../../../shared/core/assist/fix-all.ts';
import { fixesFor } from '../../../shared/core/assist/fixes.ts';
import { variableOf } from '../../../shared/core/profile/variable-name.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import type { Checked } from '../../../shared/core/validation/check.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  'database.ssl_mode': ['disable', 'prefer', 'require'],
  'database.password': ['secret', 'long_enough_for_it'],
  'redis.ssl': ['false', '0', 'true'],
  'redis.password': ['', 'long_enough'],
  'auth.jwt_algorithm': ['HS256', 'none', 'ES256'],
  'auth.jwt_expiration_minutes': ['60', '15'],
  'auth.jwt_secret_key': ['short'],
  'security.session_timeout_minutes': ['480'],
  'external_services.vault_url': ['http://vault.example.com:80/v1', 'https://vault.example.com'],
  'external_services.livekit_url': ['ws://live.example.com', 'wss://live.example.com'],
  log_level: ['debug', 'DEBUG', 'INFO'],
};

interface Line {
  readonly field: string;
  readonly value: string;
  readonly quote: string;
  readonly exported: boolean;
  readonly blanks: string;
  readonly comment: string;
}

const lines: fc.Arbitrary<Line[]> = fc.uniqueArray(
  fc.constantFrom(...Object.keys(VALUES)).chain(field =>
    fc.record({
      field: fc.constant(field),
      value: fc.constantFrom(...(VALUES[field] ?? [])),
      quote: fc.constantFrom('', '"', "'"),
      exported: fc.boolean(),
      blanks: fc.constantFrom('', '  '),
      comment: fc.constantFrom('', ' # why', '   # a "quoted" word'),
    }),
  ),
  { selector: ({ field }) => field, minLength: 1, maxLength: 8 },
);
const styles = fc.record({
  lineBreak: fc.constantFrom('\n', '\r\n'),
  ends: fc.boolean(),
  mark: fc.boolean(),
});

describe('quick fixes, whatever the file looks like', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });

  it('touch nothing but their value in dotenv', () => {
    fc.assert(
      fc.property(lines, styles, (all, { lineBreak, ends, mark }) => {
        const body = all.map(asVariable).join(`${lineBreak}# between${lineBreak}`);
        const text = `${mark ? '\uFEFF' : ''}${body}${ends ? lineBreak : ''}`;
        tryEveryFix(checkWith(project, text, { environment: 'production' }));
      }),
      { numRuns: 60 },
    );
  });

  it('touch nothing but their value in YAML', () => {
    fc.assert(
      fc.property(lines, styles, (all, { lineBreak, ends }) => {
        const text = asTree(all).join(lineBreak) + (ends ? lineBreak : '');
        const options = { environment: 'production', path: 'config.yaml' };
        tryEveryFix(checkWith(project, text, options));
      }),
      { numRuns: 60 },
    );
  });

  it('of a whole file leave nothing to mend, and no comment out', () => {
    fc.assert(
      fc.property(lines, styles, fc.boolean(), (all, { lineBreak }, isTree) => {
        const text = `${(isTree ? asTree(all) : all.map(asVariable)).join(lineBreak)}${lineBreak}`;
        const options = { environment: 'production', path: isTree ? 'config.yaml' : '.env' };
        const checked = checkWith(project, text, options);
        const edits = fixAll(checked, { now: NOW, isShown: () => true });
        const after = checkWith(project, applyEdits(text, edits), options);
        assert.deepEqual(fixAll(after, { now: NOW, isShown: () => true }), []);
        assert.deepEqual(commentsOf(after), commentsOf(checked));
        assert.deepEqual(after.document.problems, []);
      }),
      { numRuns: 60 },
    );
  });
});

function tryEveryFix(checked: Checked): void {
  const { text } = checked.document;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  for (const finding of checked.findings.filter(({ kind }) => kind === 'rule')) {
    for (const fix of fixesFor(finding, checked, NOW)) {
      const edits = fix.edits(bytes => new Uint8Array(bytes).fill(7));
      assert.ok(edits.length > 0, fix.title);
      const after = checkWith(checkedProject(checked), applyEdits(text, edits), {
        environment: 'production',
        path: checked.path,
      });
      assert.deepEqual(commentsOf(after), commentsOf(checked), fix.title);
      assert.ok(hasOnly(lineBreak, after.document.text), fix.title);
      assertOtherLinesKept(
        text,
        after.document.text,
        finding.missing ? undefined : finding.span.start,
        fix.title,
      );
    }
  }
}

function checkedProject({ governance }: Checked) {
  return governance.project ?? assert.fail();
}

/** With `at`, only the line there differs, within its value; without, lines were put in. */
function assertOtherLinesKept(original: string, after: string, at: number | undefined, title: string): void {
  const old = original.split(/\r?\n/);
  const now = after.split(/\r?\n/);
  if (at === undefined) {
    let found = 0;
    for (const line of now) if (line === old[found]) found++;
    assert.ok(found === old.length || old.at(-1) === '', title);
    return;
  }
  const index = original.slice(0, at).split('\n').length - 1;
  assert.deepEqual(now.toSpliced(index, 1), old.toSpliced(index, 1), title);
  const [oldParts, newParts] = [partsOf(old[index] ?? ''), partsOf(now[index] ?? '')];
  assert.deepEqual(newParts, oldParts, `${title}: ${now[index]}`);
}

/** Everything on a line but its value. */
function partsOf(line: string): readonly (string | undefined)[] {
  const match = /^(.*?(?:=|: ?))(["']?)[^"'\s]*\2( *#.*)?$/.exec(line) ?? assert.fail(line);
  return [match[1]?.trimEnd(), match[2], match[3]];
}

function commentsOf({ document }: Checked): readonly string[] {
  return document.comments.map(({ text }) => text);
}

function hasOnly(lineBreak: string, text: string): boolean {
  return lineBreak === '\n' ? !text.includes('\r') : !/(?<!\r)\n/.test(text);
}

function asVariable({ field, value, quote, exported, blanks, comment }: Line): string {
  const name = variableOf(field, profileNamed('voicehive'));
  return `${blanks}${exported ? 'export ' : ''}${name}=${quote}${value}${quote}${comment}`;
}

function asTree(all: readonly Line[]): string[] {
  const groups = new Map<string, Line[]>();
  for (const line of all) {
    const group = line.field.includes('.') ? (line.field.split('.')[0] ?? '') : '';
    groups.set(group, [...(groups.get(group) ?? []), line]);
  }
  return [...groups].flatMap(([group, own]) => [
    ...(group === '' ? [] : [`${group}:`]),
    ...own.map(({ field, value, quote, comment }) => {
      const isText = !/^(?:true|false|\d+)$/.test(value);
      const mark = isText ? (value === '' ? '"' : quote) : '';
      return `${group === '' ? '' : '   '}${field.split('.').at(-1)}: ${mark}${value}${mark}${comment}`;
    }),
  ]);
}
