/** Which folders git's rules leave out. */
import assert from 'node:assert/strict';
import { parseIgnoreFile } from '../../../shared/core/text/gitignore.ts';
import { nearestName } from '../../../shared/core/text/nearest.ts';
import { joinPath } from '../../../shared/core/text/path.ts';

describe('parseIgnoreFile', () => {
  const cases: readonly [rules: string, path: string, decision: 'ignored' | 'kept' | undefined][] = [
    ['build', 'build', 'ignored'],
    ['build', 'a/build', 'ignored'],
    ['build/', 'a/build', 'ignored'],
    ['/build', 'build', 'ignored'],
    ['/build', 'a/build', undefined],
    ['a/build', 'a/build', 'ignored'],
    ['a/build', 'x/a/build', undefined],
    ['**/tmp', 'a/b/tmp', 'ignored'],
    ['*.d', 'x.d', 'ignored'],
    ['# build', 'build', undefined],
    ['build   ', 'build', 'ignored'],
    ['build\r\nother', 'build', 'ignored'],
    ['*\n!keep', 'keep', 'kept'],
    ['!keep\n*', 'keep', 'ignored'],
    ['{a}', '{a}', 'ignored'],
    ['\\#x', '#x', 'ignored'],
    ['[', 'x', undefined],
    ['', 'x', undefined],
  ];
  for (const [rules, path, decision] of cases) {
    it(`${JSON.stringify(rules)} and ${path}: ${decision ?? 'nothing'}`, () => {
      assert.equal(parseIgnoreFile(rules).decide(path), decision);
    });
  }
});

describe('joinPath', () => {
  const cases: readonly [folder: string, relative: string, outward: number, joined: string | undefined][] = [
    ['', './a', 0, 'a'],
    ['a/b', '../c', 0, 'a/c'],
    ['a', '.', 0, 'a'],
    ['', '.', 0, ''],
    ['', '..', 0, undefined],
    ['', '../x', 1, '../x'],
    ['', '../../x', 1, undefined],
    ['../x', '../y', 1, '../y'],
    ['../x', '../../y', 1, undefined],
    ['', 'a/../../x', 0, undefined],
    ['', '/etc/passwd', 9, undefined],
    ['', 'C:/x', 9, undefined],
    ['', '~/x', 9, undefined],
    ['', 'a\\b', 9, undefined],
    ['', 'a\0b', 9, undefined],
  ];
  for (const [folder, relative, outward, joined] of cases) {
    it(`${JSON.stringify(relative)} in ${folder || 'the folder'}, ${outward} up: ${joined ?? 'refused'}`, () => {
      assert.equal(joinPath(folder, relative, outward), joined);
    });
  }
});

describe('nearestName', () => {
  const known = ['severity', 'environments', 'message', 'must'];
  for (const [name, nearest] of [
    ['severty', 'severity'],
    ['SEVERITY', 'severity'],
    ['mesage', 'message'],
    ['msut', 'must'],
    ['x', undefined],
    ['y'.repeat(5000), undefined],
  ] as const) {
    it(`${name.slice(0, 20)} → ${nearest ?? 'nothing'}`, () =>
      assert.equal(nearestName(name, known), nearest));
  }
});
