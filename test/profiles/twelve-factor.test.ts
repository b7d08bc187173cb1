/** Ordinary configuration files of well-known frameworks: what the twelve-factor profile says of each, and no more. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { environmentOf } from '../../shared/core/profile/govern.ts';
import { checkWith, profileNamed, projectOf } from '../support/checking.ts';
import { marked, unmarked } from '../support/finding-marks.ts';

const FOLDER = 'test/data/twelve-factor';

describe('the twelve-factor profile', () => {
  const files = fs.readdirSync(FOLDER);

  it('is tried on many files', () => assert.ok(files.length >= 25));

  for (const file of files) {
    it(`says of ${path.parse(file).name} what is marked`, async () => {
      const fixture = fs.readFileSync(path.join(FOLDER, file), 'utf8');
      const profile = profileNamed('twelve-factor');
      const { path: name, text } = unmarked(fixture);
      const environment = environmentOf(name, profile);
      const options = { path: name, ...(environment !== undefined && { environment }) };
      const checked = checkWith(await projectOf(profile), text, options);
      const found = marked(
        checked,
        name,
        checked.findings.filter(({ kind }) => kind === 'rule'),
      ).replace(/^\n/, '');
      if (process.env.UPDATE_SNAPSHOTS) fs.writeFileSync(path.join(FOLDER, file), found);
      else assert.equal(found, fixture);
    });
  }
});
