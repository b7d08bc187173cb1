/** Holds our reading and writing of git objects against git's own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  commitLinks,
  encodeTree,
  type GitObject,
  gitObjectId,
  parseTree,
} from '../../../shared/core/ledger/git-object.ts';
import { objectIdOf } from '../../../shared/node/git/object-id.ts';

const types = fc.constantFrom('blob', 'commit', 'tree') as fc.Arbitrary<GitObject['type']>;
const entry = fc.uint8Array({ maxLength: 50 }).map(bytes => ({
  name: createHash('sha256').update(bytes).digest('hex'),
  id: gitObjectId({ type: 'blob', bytes }),
}));
const entries = fc.uniqueArray(entry, { selector: each => each.name, maxLength: 8 });

describe('git objects', () => {
  it('have the ids that git gives them', () => {
    for (const text of ['', 'text\n', 'x'.repeat(70_000)]) {
      const said = execFileSync('git', ['hash-object', '--stdin'], { input: text, encoding: 'utf8' }).trim();
      assert.equal(gitObjectId({ type: 'blob', bytes: Buffer.from(text) }), said);
    }
    const empty = gitObjectId({ type: 'tree', bytes: encodeTree([]) });
    assert.equal(empty, '4b825dc642cb6eb9a060e54bf8d69288fbee4904');
  });

  it('have the same id by either of our ways', () => {
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 300 }), (type, bytes) => {
        assert.equal(objectIdOf({ type, bytes }), gitObjectId({ type, bytes }));
      }),
    );
  });

  it('of a tree are read as they were written, in any order', () => {
    fc.assert(
      fc.property(entries, list => {
        const sorted = [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
        assert.deepEqual(parseTree(encodeTree(list)), sorted);
      }),
    );
  });

  it('of a tree are refused after any change of a name, mode, order or end', () => {
    fc.assert(
      fc.property(entries, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, place, change) => {
        const bytes = encodeTree(list);
        if (bytes.length === 0) return;
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const read = parseTree(bytes);
        assert.ok(read === undefined || Buffer.compare(encodeTree(read), bytes) === 0);
      }),
    );
  });

  const name = 'a'.repeat(64);
  const id = Buffer.alloc(20, 7);
  const REFUSED_TREES: readonly [what: string, bytes: Buffer][] = [
    ['another mode', Buffer.concat([Buffer.from(`100755 ${name}\0`), id])],
    ['a folder', Buffer.concat([Buffer.from(`40000 ${name}\0`), id])],
    ['a name in upper case', Buffer.concat([Buffer.from(`100644 ${name.toUpperCase()}\0`), id])],
    ['a name that is no digest', Buffer.concat([Buffer.from(`100644 ${'z'.repeat(64)}\0`), id])],
    ['an entry twice', Buffer.concat([...encodeTwice(name, id)])],
    ['a cut entry', Buffer.from(`100644 ${name}\0`)],
    ['something behind the end', Buffer.concat([Buffer.from(`100644 ${name}\0`), id, Buffer.from('\n')])],
  ];
  for (const [what, bytes] of REFUSED_TREES) {
    it(`with ${what} are no tree of attachments`, () => assert.equal(parseTree(bytes), undefined));
  }

  const tree = `tree ${'1'.repeat(40)}\n`;
  const parent = `parent ${'2'.repeat(40)}\n`;
  const LINKS: readonly [text: string, parent: string | null | undefined][] = [
    [`${tree}author x`, null],
    [`${tree}${parent}author x`, '2'.repeat(40)],
    [`${tree}${parent}${parent}author x`, undefined],
    [`${parent}${tree}author x`, undefined],
    [`${tree.toUpperCase()}author x`, undefined],
    [`${tree}encoding x`, undefined],
    ['', undefined],
  ];
  for (const [text, expected] of LINKS) {
    it(`of a commit that begins ${JSON.stringify(text.slice(0, 8))}… have ${expected === undefined ? 'no links' : 'links'}`, () =>
      assert.equal(commitLinks(Buffer.from(text))?.parent, expected));
  }
});

function encodeTwice(name: string, id: Buffer): Buffer[] {
  const one = Buffer.concat([Buffer.from(`100644 ${name}\0`), id]);
  return [one, one];
}
