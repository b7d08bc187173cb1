/** Holds where identities are kept, that only their owner can read them, and that none is ever half there. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { introductionLine, parseIntroduction } from '../../../shared/core/ledger/introduction.ts';
import { parsePublicKey } from '../../../shared/core/ledger/ssh/public-key.ts';
import { IDENTITY_VARIABLE, openIdentities } from '../../../shared/node/keys/identities.ts';
import { type Identity, introductionOf } from '../../../shared/node/keys/identity.ts';
import { done, failed, type KeyResult } from '../../../shared/node/keys/result.ts';
import { type UserFolders, userFolders } from '../../../shared/node/user-folders.ts';
import { useScratch } from '../../support/scratch.ts';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINUYVzqbgnSVLhqxMHQVScOOVtPJUOdg/OIBqiyWDdyr';

describe('identities', () => {
  const scratch = useScratch();

  it('are kept for their owner alone, and read as they were written', async () => {
    const store = openIdentities(scratch.environment());
    const made = await store.create('work', async ({ draft, folder }) => {
      assert.notEqual(draft, folder);
      fs.writeFileSync(path.join(draft, 'age.txt'), '', { mode: 0o600 });
      return done(identity('work'));
    });
    assert.deepEqual(made, done(identity('work')));
    assert.deepEqual(await store.read('work'), made);
    assert.deepEqual(await store.names(), ['work']);
    assert.deepEqual(await store.use('work'), made);
    assert.deepEqual(await store.current(), made);
    const modes = listAll(path.join(scratch.folder, '.config')).map(
      ([name, mode]) => `${mode.toString(8)} ${name}`,
    );
    assert.deepEqual(modes, [
      '700 secure-config',
      '600 secure-config/current',
      '700 secure-config/identities',
      '700 secure-config/identities/work',
      '600 secure-config/identities/work/age.txt',
      '600 secure-config/identities/work/identity.json',
    ]);
  });

  it('are chosen by name, and by the environment before that', async () => {
    const store = openIdentities(scratch.environment());
    assert.equal(codeOf(await store.current()), 'no-identity');
    for (const name of ['one', 'two']) await store.create(name, async () => done(identity(name)));
    assert.equal(codeOf(await store.current()), 'no-identity');
    await store.use('one');
    assert.equal(await store.currentName(), 'one');
    const other = openIdentities(scratch.environment({ [IDENTITY_VARIABLE]: 'two' }));
    assert.deepEqual(await other.current(), done(identity('two')));
    assert.equal(codeOf(await store.use('three')), 'identity-missing');
    assert.equal(await store.currentName(), 'one');
  });

  it('are there whole or not at all, and never replaced', async () => {
    const store = openIdentities(scratch.environment());
    assert.equal(
      codeOf(await store.create('a', async () => failed('ssh-keygen-missing', ''))),
      'ssh-keygen-missing',
    );
    await assert.rejects(
      store.create('a', () => Promise.reject(new Error('a bug'))),
      { message: 'a bug' },
    );
    const all = path.dirname(store.folderOf('a'));
    assert.deepEqual(fs.readdirSync(all), []);
    const racing = await Promise.all([1, 2, 3].map(() => store.create('a', async () => done(identity('a')))));
    assert.deepEqual(racing.map(codeOf).sort(), ['identity-exists', 'identity-exists', 'ok']);
    assert.deepEqual(fs.readdirSync(all), ['a']);
  });

  for (const name of [
    '',
    '..',
    '.',
    'a/b',
    '../a',
    'A',
    'a.b',
    'con',
    'lpt1',
    '-a',
    'a'.repeat(41),
    'ä',
    'a\n',
    'a\\b',
  ]) {
    it(`are not called ${JSON.stringify(name)}`, async () => {
      const store = openIdentities(scratch.environment({ ...(name && { [IDENTITY_VARIABLE]: name }) }));
      assert.equal(codeOf(await store.create(name, async () => done(identity(name)))), 'identity-name');
      assert.equal(codeOf(await store.read(name)), 'identity-name');
      if (name !== '') assert.equal(codeOf(await store.current()), 'identity-name');
    });
  }

  const DAMAGE: Readonly<Record<string, (text: string) => string>> = {
    'cut off': text => text.slice(0, 50),
    empty: () => '',
    'of another format': text => text.replace('"formatVersion": 1', '"formatVersion": 2'),
    'of another name': text => text.replace('"work"', '"other"'),
    'without a principal': text => text.replace('anna@example.com', 'two words'),
    'with a key that is none': text => text.replace('AAAAC3', 'AAAAC4'),
    'a list': () => '[]',
  };
  for (const [what, damage] of Object.entries(DAMAGE)) {
    it(`say that their file is damaged when it is ${what}`, async () => {
      const store = openIdentities(scratch.environment());
      await store.create('work', async () => done(identity('work')));
      const file = path.join(store.folderOf('work'), 'identity.json');
      fs.writeFileSync(file, damage(fs.readFileSync(file, 'utf8')));
      assert.equal(codeOf(await store.read('work')), 'identity-damaged');
    });
  }

  it('say where nothing can be written', async () => {
    fs.writeFileSync(path.join(scratch.folder, 'file'), '');
    const variables = { SECURE_CONFIG_HOME: path.join(scratch.folder, 'file') };
    const store = openIdentities(scratch.environment(variables));
    assert.equal(codeOf(await store.create('a', async () => done(identity('a')))), 'store-unwritable');
  });

  it('introduce themselves in one line, which is read back, and nothing else is', () => {
    const introduction = introductionOf(identity('work'));
    const line = introductionLine(introduction);
    assert.equal(line, `${KEY} age1inventedrecipient anna@example.com`);
    assert.deepEqual(parseIntroduction(`${line}\n`).value, introduction);
    assert.equal(parsePublicKey(line).value?.text, KEY);
    for (const broken of [
      '',
      KEY,
      `${KEY} age1inventedrecipient`,
      `${line} more`,
      line.replace('age1', 'age2'),
    ])
      assert.equal(parseIntroduction(broken).problem?.code, 'key-text', broken);
    assert.equal(parseIntroduction(line.replace('ssh-ed25519', 'ssh-dss')).problem?.code, 'key-text');
  });
});

describe('folders of a person', () => {
  const HOME = '/home/anna';
  const FOLDERS: readonly (readonly [string, string, Record<string, string>, UserFolders])[] = [
    [
      'linux',
      'linux',
      {},
      {
        config: '/home/anna/.config/secure-config',
        state: '/home/anna/.local/state/secure-config',
        cache: '/home/anna/.cache/secure-config',
      },
    ],
    [
      'linux with XDG',
      'linux',
      { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: '/s', XDG_CACHE_HOME: '/k' },
      { config: '/c/secure-config', state: '/s/secure-config', cache: '/k/secure-config' },
    ],
    [
      'linux with a relative XDG, which does not count',
      'linux',
      { XDG_CONFIG_HOME: 'c', XDG_CACHE_HOME: 'k' },
      {
        config: '/home/anna/.config/secure-config',
        state: '/home/anna/.local/state/secure-config',
        cache: '/home/anna/.cache/secure-config',
      },
    ],
    [
      'macOS',
      'darwin',
      {},
      {
        config: '/home/anna/Library/Application Support/secure-config',
        state: '/home/anna/Library/Application Support/secure-config/state',
        cache: '/home/anna/Library/Caches/secure-config',
      },
    ],
    [
      'Windows',
      'win32',
      { APPDATA: '/r', LOCALAPPDATA: '/l' },
      { config: '/r/secure-config', state: '/l/secure-config', cache: '/l/secure-config/cache' },
    ],
    [
      'Windows without variables',
      'win32',
      {},
      {
        config: '/home/anna/AppData/Roaming/secure-config',
        state: '/home/anna/AppData/Local/secure-config',
        cache: '/home/anna/AppData/Local/secure-config/cache',
      },
    ],
    [
      'anything, said by us',
      'darwin',
      { SECURE_CONFIG_HOME: '/x' },
      { config: '/x/config', state: '/x/state', cache: '/x/cache' },
    ],
  ];
  for (const [name, platform, variables, folders] of FOLDERS) {
    it(`are, on ${name}, ${Object.values(folders).join(', ')}`, () => {
      const environment = { variables, home: HOME, platform: platform as NodeJS.Platform };
      assert.deepEqual(userFolders(environment), folders);
    });
  }
});

function identity(name: string): Identity {
  return {
    name,
    principal: 'anna@example.com',
    signing: { kind: 'file', path: '/home/anna/.ssh/id_ed25519', publicKey: KEY },
    age: { kind: 'file', path: '/home/anna/age.txt', recipient: 'age1inventedrecipient' },
  };
}

function codeOf(result: KeyResult<unknown>): string {
  return result.ok ? 'ok' : result.code;
}

/** Everything below, with its permissions. */
function listAll(folder: string): (readonly [name: string, mode: number])[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map(name => [name, fs.statSync(path.join(folder, name)).mode & 0o777] as const);
}
