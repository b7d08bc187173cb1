/** What becomes of each file's text, also where no field differs. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { compareSides } from '../../../shared/core/drift/compare.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { showTexts } from '../../../shared/core/workflow/shown/show-texts.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';
import { driftPolicyOf, storedSide } from '../../support/drifting.ts';

const OLD = `# What it is
VOICEHIVE_ENVIRONMENT=staging
VOICEHIVE_REDIS__PASSWORD=invented-one
`;

describe('changed texts', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });
  const shown = (before: string | null, after: string | null): string[] => {
    const [olds, news] = [before, after].map(text => (text === null ? [] : [storedSide(project, text)]));
    assert.ok(olds && news);
    const { files } = compareSides(olds, news, { drift: driftPolicyOf(project) });
    return showTexts(olds, news, files).map(
      ({ change, lines, comments, hasFields }) =>
        `${change}: ${lines}, ${comments} comments${hasFields ? ', fields' : ''}`,
    );
  };
  const cases: readonly (readonly [what: string, after: string | null, said: string[]])[] = [
    ['nothing', OLD, []],
    ['a comment', OLD.replace('What', 'Who'), ['changed: 1, 1 comments']],
    ['comments and a blank line', `${OLD}\n# more\n#more\n`, ['changed: 3, 3 comments']],
    ['a comment behind a value', OLD.replace('staging', 'staging # here'), ['changed: 1, 0 comments']],
    ['quotes', OLD.replace('staging', '"staging"'), ['changed: 1, 0 comments']],
    ['the order', OLD.split('\n').reverse().join('\n').trimStart().concat('\n'), ['changed: 0, 0 comments']],
    ['line ends', OLD.replaceAll('\n', '\r\n'), ['changed: 3, 1 comments']],
    ['a field', OLD.replace('staging', 'production'), ['changed: 1, 0 comments, fields']],
    ['a secret', OLD.replace('one', 'two'), ['changed: 1, 0 comments, fields']],
    [
      'a field, and comments',
      `${OLD.replace('staging', 'test')}# more\n`,
      ['changed: 2, 1 comments, fields'],
    ],
    [
      'a line that is commented out',
      OLD.replace('VOICEHIVE_ENV', '# VOICEHIVE_ENV'),
      ['changed: 1, 0 comments, fields'],
    ],
    ['all of it', null, ['removed: 3, 1 comments']],
  ];
  for (const [what, after, said] of cases) {
    it(`count lines where ${what} changes`, () => assert.deepEqual(shown(OLD, after), said));
  }

  it('name a file that is new', () => assert.deepEqual(shown(null, OLD), ['added: 3, 1 comments']));
});
