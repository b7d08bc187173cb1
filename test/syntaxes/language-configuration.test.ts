/** What the editor does with words, comments and folds of dotenv files. */
import assert from 'node:assert/strict';
import fs from 'node:fs';

const configuration = JSON.parse(fs.readFileSync('language-configuration.json', 'utf8'));

describe('the language configuration of dotenv files', () => {
  const words = (text: string): string[] => {
    const { pattern, flags } = configuration.wordPattern;
    return text.match(new RegExp(pattern, `g${flags}`)) ?? [];
  };

  for (const [text, expected] of [
    ['DB_HOST=localhost', ['DB_HOST', 'localhost']],
    ['app.log-level = info', ['app.log-level', 'info']],
    ['export A=${NAME:-fallback}', ['export', 'A', 'NAME', 'fallback']],
    ['URL=https://a.example/x', ['URL', 'https', 'a.example', 'x']],
    ['größe=1', ['größe', '1']],
  ] as const) {
    it(`takes ${expected.join(' | ')} for the words of ${text}`, () => {
      assert.deepEqual(words(text), expected);
    });
  }

  it('folds between region marks', () => {
    const { start, end } = configuration.folding.markers;
    for (const text of ['#region', '# region Database', '  #region x']) assert.match(text, new RegExp(start));
    for (const text of ['#endregion', '# endregion']) {
      assert.match(text, new RegExp(end));
      assert.doesNotMatch(text, new RegExp(start));
    }
    assert.doesNotMatch('# regional settings', new RegExp(start));
  });

  it('closes what it opens, and comments with #', () => {
    assert.equal(configuration.comments.lineComment, '#');
    for (const { open, close } of configuration.autoClosingPairs) {
      assert.ok(
        configuration.surroundingPairs.some((pair: string[]) => pair[0] === open && pair[1] === close),
        open,
      );
    }
  });
});
