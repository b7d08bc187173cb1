/** Random edits of texts, for the properties that say that keeping up with edits changes nothing. */
import fs from 'node:fs';
import fc from 'fast-check';
import type { Change } from '../../shared/core/text/change.ts';
import observations from '../data/dotenv-dialects.json' with { type: 'json' };

export interface Step {
  /** Anywhere: taken modulo the length of the text. */
  readonly at: number;
  readonly length: number;
  readonly newText: string;
}

/** Mostly single characters go and a piece comes; sometimes a longer stretch. */
export function editSteps(pieces: readonly string[], most = 8): fc.Arbitrary<readonly Step[]> {
  const step = fc.record({
    at: fc.nat(1_000_000),
    length: fc.oneof(fc.constantFrom(0, 0, 1, 2, 3), fc.nat(40)),
    newText: fc.oneof(
      fc.constantFrom('', ...pieces),
      fc.array(fc.constantFrom(...pieces), { maxLength: 4 }).map(parts => parts.join('')),
    ),
  });
  return fc.array(step, { minLength: 1, maxLength: most, size: 'max' });
}

export function applyStep(text: string, { at, length, newText }: Step): { text: string; change: Change } {
  const start = at % (text.length + 1);
  const oldEnd = Math.min(text.length, start + length);
  const change = { start, oldEnd, newEnd: start + newText.length };
  return { text: text.slice(0, start) + newText + text.slice(oldEnd), change };
}

/** The files that hold every construct of their language, and what parsers of dotenv files were seen to differ on. */
export function editedFiles(language: 'yaml' | 'dotenv'): string[] {
  const folder = `test/data/edited/${language}`;
  const files = fs.readdirSync(folder).map(name => fs.readFileSync(`${folder}/${name}`, 'utf8'));
  if (files.length < 3) throw new Error(`there are no texts in ${folder}`);
  return language === 'yaml' ? files : [...files, ...observations.vectors.map(({ input }) => `${input}\n`)];
}

/** Some of the files one after the other, each whole or a stretch of lines of it. */
export function corpusText(files: readonly string[], filler: string): fc.Arbitrary<string> {
  const part = fc
    .record({
      file: fc.constantFrom(...files),
      from: fc.nat(100),
      lines: fc.constantFrom(3, 10, 30, 200),
      padding: fc.constantFrom(0, 0, 1, 2),
    })
    .map(({ file, from, lines, padding }) => {
      const all = file.split(/(?<=\n)/);
      const first = lines === 200 ? 0 : from % all.length;
      return all.slice(first, first + lines).join('') + filler.repeat(padding);
    });
  return fc.array(part, { minLength: 1, maxLength: 3 }).map(parts => parts.join(''));
}

/** Lines and words of the files, so that edits put in what belongs into such a text. */
export function corpusPieces(files: readonly string[]): string[] {
  const lines = files.flatMap(file => file.split(/(?<=\n)/));
  const words = files.flatMap(file => file.split(/(?<=\s)/));
  return [...new Set([...lines, ...words])];
}
