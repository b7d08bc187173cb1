/** The JSON Schemas of our own files describe every key, for editors; and what the documentation shows satisfies them. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { parseManifest } from '../../../shared/core/profile/parse-manifest.ts';
import { parseProfile, parseRule } from '../../../shared/core/profile/parse-profile.ts';

const NAMES = ['manifest', 'profile', 'rule'] as const;
const schemas = Object.fromEntries(
  NAMES.map(name => [
    `${name}.schema.json`,
    JSON.parse(fs.readFileSync(`schemas/${name}.schema.json`, 'utf8')),
  ]),
);

describe('schemas of our own files', () => {
  for (const file of Object.keys(schemas)) {
    it(`${file} has a title and a description for every key`, () => {
      const silent: string[] = [];
      let seen = 0;
      visitProperties(schemas[file], '', (path, property) => {
        seen++;
        const described = resolve(property, file);
        if (!described.title || !described.description) silent.push(path);
      });
      assert.ok(seen > 5);
      assert.deepEqual(silent, []);
    });
  }

  for (const name of NAMES) {
    it(`the examples in ${name}.schema.json are in order`, () => {
      const { examples } = schemas[`${name}.schema.json`];
      assert.ok(examples.length > 0);
      for (const example of examples) assert.deepEqual(problemsOf(name, JSON.stringify(example)), []);
    });
  }

  it('the examples of the documentation are in order', () => {
    const text = fs.readFileSync('docs/profiles.md', 'utf8');
    const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
    const kinds = blocks.map(block => NAMES.find(name => kindOf(block) === name));
    assert.deepEqual(kinds, ['manifest', 'profile', 'rule']);
    for (const [index, block] of blocks.entries())
      assert.deepEqual(problemsOf(kinds[index] ?? 'rule', block), []);
  });
});

function problemsOf(kind: (typeof NAMES)[number], text: string): string[] {
  const parse = { manifest: parseManifest, profile: parseProfile, rule: parseRule }[kind];
  return parse(text, 'x').problems.map(({ message }) => message);
}

function kindOf(block: string): string {
  return block.startsWith('# secure-config.yaml')
    ? 'manifest'
    : block.startsWith('# rules/')
      ? 'rule'
      : 'profile';
}

interface Schema {
  readonly [keyword: string]: unknown;
}

function visitProperties(
  schema: Schema,
  path: string,
  visit: (path: string, property: Schema) => void,
): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'examples' || keyword === 'enum' || typeof value !== 'object' || value === null) continue;
    if (keyword !== 'properties') visitProperties(value as Schema, `${path}/${keyword}`, visit);
    else
      for (const [name, property] of Object.entries(value as Record<string, Schema>)) {
        visit(`${path}/${name}`, property);
        visitProperties(property, `${path}/${name}`, visit);
      }
  }
}

/** What editors show: the property's own words, else those of what it refers to. */
function resolve(property: Schema, file: string): Schema {
  if (typeof property.$ref !== 'string') return property;
  const [target, pointer = ''] = property.$ref.split('#');
  let found = schemas[target || file];
  for (const part of pointer.split('/').slice(1)) found = found[part];
  return { ...found, ...property };
}
