/** `secure-config identity show`: an identity's public side, and the line that introduces it to a ledger. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import { describe, descriptionText } from '../../identity/description.ts';
import { environmentFrom, loadKeys, orFail } from '../../identity/keys.ts';
import type { Io } from '../../io.ts';

export const command: Command = {
  name: 'identity show',
  summary: 'print an identity’s public side, and the line that introduces it',
  positionals: '[name]',
  description:
    'Prints the principal, the public key with its fingerprint, the age recipient, and where things are; never a private ' +
    'key. The last line is for whoever administers a ledger: with it they add this identity. Without a name it is the ' +
    'identity in use.',
  options: {
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how to print' },
  },
  examples: [
    ['identity show', 'the identity in use'],
    ['identity show work --format json', 'another one, for a program'],
  ],
  maxPositionals: 1,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const keys = await loadKeys();
  const store = keys.openIdentities(environmentFrom(io));
  const [name] = given.positionals;
  const identity = orFail(await (name === undefined ? store.current() : store.read(name)));
  const inUse = identity.name === (await store.currentName());
  const described = describe(identity, { folder: store.folderOf(identity.name), inUse }, keys);
  if (given.text('format') === 'json')
    io.out(`${JSON.stringify({ formatVersion: 1, identity: described }, null, 2)}\n`);
  else io.out(descriptionText(described, io));
  return 0;
}
