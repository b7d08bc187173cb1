/** Files as a text editor shows them side by side: no secret is in them, and where one differs, so do the texts. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { maskedText } from '../../../shared/core/drift/masked-text.ts';
import { samePlaces } from '../../../shared/core/drift/same-places.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';
import { compareFiles, storedSide, workingSide } from '../../support/drifting.ts';

describe('texts with secrets covered', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });

  const old =
    '# was invented-one\r\nVOICEHIVE_REDIS__PASSWORD="invented-one"\r\nVOICEHIVE_DATABASE__PASSWORD=invented-two # x\r\n';
  const shown = '# was ••••\r\nVOICEHIVE_REDIS__PASSWORD="••••"\r\nVOICEHIVE_DATABASE__PASSWORD=•••• # x\r\n';

  it('covers every secret, of a file at hand and of a stored one', () => {
    assert.equal(maskedText(workingSide(project, old)), shown);
    assert.equal(maskedText(storedSide(project, old)), shown);
  });

  it('marks the one that is another, and no more', () => {
    const next = workingSide(project, old.replace('two', 'three'));
    assert.equal(maskedText(next, storedSide(project, old)), shown.replace('•••• # x', '•••• (changed) # x'));
    const added = workingSide(project, `${old}VOICEHIVE_SECURITY__ENCRYPTION_KEY=invented-three\r\n`);
    const line = 'VOICEHIVE_SECURITY__ENCRYPTION_KEY=••••\r\n';
    assert.equal(maskedText(added, storedSide(project, old)), shown + line);
  });

  it('says where nobody can tell', () => {
    const marked = maskedText(workingSide(project, old, {}, false), storedSide(project, old));
    assert.equal(marked, shown.replaceAll('••••', '•••• (cannot be compared)'));
  });

  it('keeps the lines of a YAML block apart from what follows', () => {
    const text = 'security:\n  encryption_key: |\n    invented\n    one\n  rate_limit_per_minute: 5\n';
    const masked = maskedText(storedSide(project, text, { path: 'a.yaml' }));
    assert.match(masked, /^security:\n {2}encryption_key: \|\n +••••\n {2}rate_limit_per_minute: 5\n$/);
  });

  it('finds the secrets of a stored file in the one at hand', () => {
    const next = workingSide(
      project,
      `VOICEHIVE_DATABASE__PASSWORD='invented-two'\nOTHER_TOKEN=invented-one\n`,
    );
    const places = samePlaces(
      storedSide(project, `${old}VOICEHIVE_AUTH__JWT_SECRET_KEY=invented-four\n`),
      next,
    );
    const { text } = next.checked.document;
    assert.deepEqual(
      places.map(place => place && text.slice(place.start, place.end)),
      ['invented-one', 'invented-one', 'invented-two', null],
    );
  });

  it('says of each file what became of it', () => {
    const cases: readonly (readonly [next: string, change: string])[] = [
      [old, 'same'],
      [old.replaceAll('"', "'"), 'respelled'],
      [`${old}# new\r\n`, 'respelled'],
      [old.replace('two', 'three'), 'changed'],
    ];
    for (const [next, change] of cases) {
      const { files } = compareFiles(storedSide(project, old), workingSide(project, next), project);
      assert.deepEqual(files, [{ path: '.env', change }]);
    }
    const unknown = compareFiles(
      storedSide(project, old),
      workingSide(project, old, {}, false),
      project,
      false,
    );
    assert.deepEqual(unknown.files, [{ path: '.env', change: 'unknown' }]);
  });
});
