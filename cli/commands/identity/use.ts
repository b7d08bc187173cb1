/** `secure-config identity use`: chooses the identity that signs from now on. */
import { type Arguments, wrongUse } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import { environmentFrom, loadKeys, orFail } from '../../identity/keys.ts';
import type { Io } from '../../io.ts';
import { visibleText } from '../../text/width.ts';

export const command: Command = {
  name: 'identity use',
  summary: 'choose the identity that signs from now on',
  positionals: 'NAME',
  description:
    'Chooses the identity with which this machine signs, for all folders. SECURE_CONFIG_IDENTITY in the environment goes ' +
    'before it: for one command, or one machine.',
  options: {},
  examples: [['identity use work', 'from now on']],
  maxPositionals: 1,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [name] = given.positionals;
  if (name === undefined) throw wrongUse(command, 'Say which identity: secure-config identity use work.');
  const { openIdentities } = await loadKeys();
  const store = openIdentities(environmentFrom(io));
  const { principal } = orFail(await store.use(name));
  const current = await store.currentName();
  io.err(`${name} is in use from now on: ${visibleText(principal)} signs.\n`);
  if (current !== undefined && current !== name)
    io.err(`Here SECURE_CONFIG_IDENTITY still says ${visibleText(current)}, which goes before it.\n`);
  return 0;
}
