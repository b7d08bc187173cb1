/** `secure-config identity create`: makes an identity from the person's own SSH key, or from a new one. */
import path from 'node:path';
import type { KeyChoice } from '../../../shared/node/keys/create-identity.ts';
import { type Arguments, wrongUse } from '../../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import { askForKey } from '../../identity/ask-for-key.ts';
import { describe, descriptionText } from '../../identity/description.ts';
import { environmentFrom, type Keys, loadKeys, orFail } from '../../identity/keys.ts';
import type { Io } from '../../io.ts';

export const command: Command = {
  name: 'identity create',
  summary: 'make an identity from your SSH key, or from a new one',
  positionals: '[name]',
  description:
    'Makes an identity: with your own SSH key (a file, a key in the ssh-agent, a security key) or a new Ed25519 one, and with ' +
    'a new age identity beside it, to read secrets with. A private key of yours stays where it is and is never read: the ' +
    'agent or ssh-keygen signs with it. Without --key and --new it proposes the keys you have. The name is "default" ' +
    'unless said otherwise; the first identity is in use at once.',
  options: {
    principal: {
      type: 'string',
      value: 'NAME',
      help: 'who you are in ledgers, such as an e-mail address; asked for if left out',
    },
    key: {
      type: 'string',
      value: 'PATH|SHA256:…',
      help: 'a key’s file, or the fingerprint of a key in the ssh-agent (ssh-add -l)',
    },
    new: { type: 'boolean', help: 'make an Ed25519 key; on a terminal ssh-keygen asks for its passphrase' },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how to print' },
  },
  examples: [
    ['identity create', 'asks for what it has to know'],
    ['identity create work --principal anna@example.com --key ~/.ssh/id_ed25519', 'with your own key'],
    ['identity create ci-bot --principal ci@example.com --new', 'with a new key, for a machine'],
  ],
  maxPositionals: 1,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const keys = await loadKeys();
  const environment = environmentFrom(io);
  const [name = 'default'] = given.positionals;
  if (given.text('key') !== undefined && given.flag('new'))
    throw wrongUse(command, '--key takes a key that is there and --new makes one. Say one of them.');
  const principal = await choosePrincipal(given, io, keys);
  const key = await chooseKey(given, io, keys);
  const options = { environment, terminal: io.interactive, signal: io.signal };
  const identity = orFail(await keys.createIdentity({ name, principal, key }, options));
  const store = keys.openIdentities(environment);
  const inUse = name === (await store.currentName());
  const described = describe(identity, { folder: store.folderOf(name), inUse }, keys);
  if (given.text('format') === 'json')
    io.out(`${JSON.stringify({ formatVersion: 1, identity: described }, null, 2)}\n`);
  else io.out(descriptionText(described, io));
  if (identity.age.kind === 'file')
    io.err(
      `Without ${identity.age.path} nobody can read the secrets that are encrypted to you: keep a copy.\n`,
    );
  if (!inUse) io.err(`To sign with it: secure-config identity use ${name}.\n`);
  return 0;
}

async function choosePrincipal(given: Arguments, io: Io, { isPrincipal }: Keys): Promise<string> {
  const answer =
    given.text('principal') ?? (await io.ask('Who are you in ledgers (your e-mail address)? '))?.trim();
  if (answer === undefined) throw wrongUse(command, 'Say who this is: --principal anna@example.com.');
  if (!isPrincipal(answer))
    throw wrongUse(command, 'A principal has 1 to 200 characters and no blanks, such as an e-mail address.');
  return answer;
}

async function chooseKey(given: Arguments, io: Io, keys: Keys): Promise<KeyChoice> {
  if (given.flag('new')) return { kind: 'new' };
  const environment = environmentFrom(io);
  const named = given.text('key');
  if (named?.includes('PRIVATE KEY') || named?.includes('\n'))
    throw wrongUse(
      command,
      '--key takes the path of a key’s file, not the key itself: what stands on a command line is seen by others.',
    );
  if (named?.startsWith('SHA256:'))
    return { kind: 'agent', key: orFail(await keys.findInAgent(environment, named)) };
  if (named !== undefined) return orFail(await keys.choiceOfFile(path.resolve(io.folder, named)));
  const proposals = await keys.proposeKeys(environment);
  const choice = await askForKey(proposals, io, keys);
  if (choice === null)
    throw new CommandFailure(
      `Say which key signs: --key with a file or a fingerprint, or --new. See secure-config ${command.name} --help.`,
      2,
    );
  return choice;
}
