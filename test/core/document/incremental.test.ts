/** A document that is kept up to date edit by edit is the one that reading its text anew gives. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DIALECTS } from '../../../shared/core/document/dialect.ts';
import { parseDocument, updateDocument } from '../../../shared/core/document/parse.ts';
import { parseYaml, parseYamlWhole } from '../../../shared/core/document/yaml.ts';
import { type Change, changeBetween, joinChanges } from '../../../shared/core/text/change.ts';
import { linedText } from '../../../shared/core/text/lined-text.ts';
import { applyStep, corpusPieces, corpusText, editedFiles, editSteps } from '../../support/random-edits.ts';
import { PIECES as DOTENV_PIECES, dotenvText } from './dotenv-text.ts';
import { followEdits, said } from './follow-edits.ts';
import { PIECES as YAML_PIECES, yamlLines } from './yaml-text.ts';

const RUNS = 300;

describe('incremental documents', () => {
  for (const dialect of DIALECTS) {
    it(`${dialect}: after any edits the same as anew`, () => {
      fc.assert(
        fc.property(
          longText(dotenvText(), '\nNAME_OF_IT=value # note\n'),
          editSteps(DOTENV_PIECES),
          (text, steps) => followEdits(text, steps, { format: 'dotenv', dialect }),
        ),
        { numRuns: RUNS / 3 },
      );
    });
  }

  it('ruby-dotenv: what follows a name decides whether it is one', () => {
    const old = parseDocument('export \nexport D=', { format: 'dotenv', dialect: 'ruby-dotenv' });
    const fresh = parseDocument('export \neD=', { format: 'dotenv', dialect: 'ruby-dotenv' });
    assert.deepEqual(said(updateDocument(old, 'export \neD=')), said(fresh));
  });

  const commands: readonly (readonly [before: string, after: string])[] = [
    ['A=1 B=2\n', 'A=1 B\n=2\n'],
    ['A=1 B=2 C=3\n', 'A=1 B=2 C\n'],
    ['A=1 B\n', 'A=1 B=2\n'],
    ['export A=1 B C=3\n', 'export A=1 B C 3\n'],
  ];
  for (const [before, after] of commands) {
    it(`bash: what ends a command decides how it begins: ${JSON.stringify(before + after)}`, () => {
      const old = parseDocument(before, { format: 'dotenv', dialect: 'bash' });
      const fresh = parseDocument(after, { format: 'dotenv', dialect: 'bash' });
      assert.deepEqual(said(updateDocument(old, after)), said(fresh));
    });
  }

  it('yaml: after any edits the same as anew', () => {
    fc.assert(
      fc.property(longText(yamlLines(), YAML_FILLER), editSteps(YAML_PIECES), (text, steps) =>
        followEdits(text, steps, { format: 'yaml', dialect: 'dotenv' }),
      ),
      { numRuns: RUNS },
    );
  });

  for (const language of ['yaml', 'dotenv'] as const) {
    it(`${language}: files with every construct, after any edits the same as anew`, () => {
      const files = editedFiles(language);
      const filler = language === 'yaml' ? YAML_FILLER : 'FILLER_NAME=value # note\n'.repeat(90);
      fc.assert(
        fc.property(corpusText(files, filler), editSteps(corpusPieces(files)), (text, steps) =>
          followEdits(text, steps, { format: language, dialect: 'dotenv' }),
        ),
        { numRuns: RUNS / 5 },
      );
    });
  }

  it('yaml: in slices the same as the whole at once', () => {
    fc.assert(
      fc.property(longText(yamlLines(), YAML_FILLER), text => {
        assert.deepEqual(said(parseYaml(text)), said(parseYamlWhole(linedText(text))), JSON.stringify(text));
      }),
      { numRuns: RUNS * 10 },
    );
  });

  it('yaml: an edit reads the slice that it touches, however long the file is', () => {
    const text = 'key: value\n'.repeat(10_000).replaceAll('key', () => `key${counter++}`);
    const before = parseDocument(text, { format: 'yaml', dialect: 'dotenv' });
    const after = updateDocument(before, text.replace('key5000: value', 'key5000: other'));
    const kept = after.blocks.filter((block, index) => block === before.blocks[index]).length;
    assert.ok(before.blocks.length > 100 && kept === before.blocks.length - 1, `kept ${kept}`);
  });

  it('changes that follow each other are one change', () => {
    const steps = editSteps(['', 'a', 'bc', 'def'], 5);
    fc.assert(
      fc.property(fc.string(), steps, (before, edits) => {
        let after = before;
        let all: Change | undefined;
        for (const step of edits) {
          const { text, change } = applyStep(after, step);
          all = all ? joinChanges(all, change) : change;
          after = text;
        }
        const { start, oldEnd, newEnd } = all ?? { start: 0, oldEnd: 0, newEnd: 0 };
        assert.ok(start <= oldEnd && oldEnd <= before.length && newEnd <= after.length);
        assert.equal(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd), after);
      }),
      { numRuns: 3000 },
    );
  });

  it('what differs is found in texts of any length', () => {
    const part = fc
      .tuple(fc.constantFrom('a', 'b', 'ab'), fc.nat(5000))
      .map(([unit, count]) => unit.repeat(count));
    fc.assert(
      fc.property(part, part, part, part, (head, old, fresh, tail) => {
        const [before, after] = [head + old + tail, head + fresh + tail];
        const change = changeBetween(before, after);
        if (!change) return assert.equal(before, after);
        const { start, oldEnd, newEnd } = change;
        assert.equal(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd), after);
        assert.ok(newEnd - start <= fresh.length && oldEnd - start <= old.length);
      }),
    );
  });
});

let counter = 0;

/** A slice of its own, at little cost. */
const YAML_FILLER = `\nfiller:\n  text: ${'word '.repeat(210)}# note\n`;

/** Long enough for several blocks: text, filler and text again. */
function longText(part: fc.Arbitrary<string>, filler: string): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(part, fc.constantFrom(0, 1, 1, 2)), { minLength: 1, maxLength: 4 })
    .map(parts => parts.map(([text, count]) => text + filler.repeat(count)).join(''));
}
