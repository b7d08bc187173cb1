/** Which paths a content may have: none that git or Secure Config itself is ruled by, however it is spelled. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { PATH } from '../../../shared/core/ledger/names.ts';

const REFUSED = [
  '.git/config',
  '.GIT/config',
  'packages/.Git/hooks/pre-commit',
  '.git',
  '.git./config',
  '.git . /config',
  '.git::$INDEX_ALLOCATION/config',
  'git~1/config',
  'GIT~12/config',
  '.g\u200cit/config',
  '\ufeff.git/config',
  '.git\u2060/config',
  'secure-config.yaml',
  'Secure-Config.YAML',
  'packages/shop/secure-config.yaml',
  'secure-config.yaml.',
  'secure-config.yaml ',
  'secure-config.yaml::$DATA',
  '\u017fecure-config.yaml',
  'SECURE~1.YAM',
  '../.env',
  '/etc/.env',
  'a\\.git\\config',
];
const ALLOWED = [
  '.env.production',
  '.github/app.env',
  '.gitlab/.env',
  'git/app.env',
  'my-secure-config.yaml',
];

describe('paths of a content', () => {
  for (const path of REFUSED) {
    it(`have no ${JSON.stringify(path)}`, () => assert.match(PATH(path, 'path') ?? '', /^path is /));
  }
  for (const path of ALLOWED) it(`may be ${path}`, () => assert.equal(PATH(path, 'path'), undefined));
});
