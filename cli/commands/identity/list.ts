/** `secure-config identity list`: the identities of this machine. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import { type Described, describe } from '../../identity/description.ts';
import { environmentFrom, loadKeys } from '../../identity/keys.ts';
import type { Io } from '../../io.ts';
import { tableLines } from '../../text/table.ts';
import { visibleText } from '../../text/width.ts';

export const command: Command = {
  name: 'identity list',
  summary: 'list the identities of this machine',
  positionals: '',
  description: 'Lists the identities of this machine, with the principal and the key of each.',
  options: {
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how to print' },
  },
  examples: [['identity list', 'all of them; * is in use']],
  maxPositionals: 0,
  run,
};

type Listed = Described | { readonly name: string; readonly inUse: boolean; readonly problem: string };

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const listed = await readAll(io);
  if (given.text('format') === 'json')
    io.out(`${JSON.stringify({ formatVersion: 1, identities: listed }, null, 2)}\n`);
  else if (listed.length === 0)
    io.err('There is no identity yet. Make one: secure-config identity create.\n');
  else io.out(table(listed, io));
  return 0;
}

async function readAll(io: Io): Promise<Listed[]> {
  const keys = await loadKeys();
  const store = keys.openIdentities(environmentFrom(io));
  const current = await store.currentName();
  const names = await store.names();
  return Promise.all(
    names.map(async (name): Promise<Listed> => {
      const inUse = name === current;
      const identity = await store.read(name);
      return identity.ok
        ? describe(identity.value, { folder: store.folderOf(name), inUse }, keys)
        : { name, inUse, problem: identity.message };
    }),
  );
}

function table(listed: readonly Listed[], { style }: Io): string {
  const rows = listed.map(each => [
    { text: `${each.inUse ? '*' : ' '} ${each.name}` },
    ...('problem' in each
      ? [{ text: '' }, { text: visibleText(each.problem) }]
      : [{ text: visibleText(each.principal) }, { text: each.fingerprint }]),
  ]);
  const columns = ['  name', 'principal', 'key'].map(title => ({ title }));
  return `${tableLines(columns, rows, text => style('dim', text)).join('\n')}\n`;
}
