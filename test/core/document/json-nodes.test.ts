/** JSON that is read by the fast way is read as YAML reads it, places included. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJson } from '../../../shared/core/document/json-nodes.ts';
import { parseYaml } from '../../../shared/core/document/yaml.ts';

describe('JSON, the fast way', () => {
  it('is what YAML reads', () => {
    let taken = 0;
    const value = fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), fc.jsonValue(), { maxKeys: 5 });
    fc.assert(
      fc.property(value, fc.constantFrom(0, 1, 2, 4), (json, indent) => {
        if (compare(JSON.stringify(json, null, indent))) taken++;
      }),
      { numRuns: 2000 },
    );
    assert.ok(taken > 200, `only ${taken} texts were read the fast way`);
  });

  it('leaves to YAML what is not JSON, or not read alike', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-0',
      '1.5',
      'true',
      'x',
      ' ',
      '\n',
      '# c',
      '"\\u0041"',
      '\t',
    ];
    const part = fc
      .array(fc.constantFrom(...pieces), { maxLength: 12 })
      .map(parts => `{"a": ${parts.join('')}}`);
    fc.assert(
      fc.property(part, text => void compare(text)),
      { numRuns: 3000 },
    );
  });
});

/** Whether it was read. */
function compare(text: string): boolean {
  const fast = readJson(text);
  if (!fast) return false;
  const { roots, problems, comments } = parseYaml(text);
  assert.deepEqual({ roots: [fast], problems: [], comments: [] }, { roots, problems, comments }, text);
  return true;
}
