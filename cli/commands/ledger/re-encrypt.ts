/** `secure-config ledger re-encrypt`: lets everybody who reads secrets read those that were encrypted before they came. */
import { unreadSecrets } from '../../../shared/core/ledger/readers.ts';
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { AS_OPTION, actingPerson, orFail, withLedger } from '../../ledger/here.ts';
import { page } from '../../ledger/words.ts';
import { visibleText } from '../../text/width.ts';

export const command: Command = {
  name: 'ledger re-encrypt',
  summary: 'encrypt secrets anew for everybody who reads them',
  positionals: '',
  description:
    'Encrypts the secrets of versions and open requests anew where somebody who reads secrets cannot read them: they came ' +
    'after these were encrypted, and who put that in force could not read them either. ledger status says who that is. It ' +
    'is done by an administrator who reads the secrets; what they cannot read stays as it is. Files and versions do not change.',
  options: {
    all: { type: 'boolean', help: 'the secrets of every version and open request, whoever can read them' },
    ...AS_OPTION,
  },
  examples: [
    ['ledger re-encrypt', 'what ledger status says somebody cannot read'],
    ['ledger re-encrypt --all', 'when somebody cannot read what they should, and status knows nothing of it'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async here => {
    const person = await actingPerson(here, given.text('as'), io);
    const all = given.flag('all') === true;
    const { reencrypted, view } = orFail(await here.code.reencrypt(here.ledger, person, { all }));
    const unread = unreadSecrets(view.state);
    const what = reencrypted === 1 ? '1 bundle of secrets' : `${reencrypted} bundles of secrets`;
    io.out(
      page(
        ...(reencrypted > 0 ? [`Encrypted ${what} anew.`] : []),
        unread
          ? `${io.style('yellow', '!')} ${visibleText(unread.message)}`
          : 'Everybody who reads secrets can read all of them.',
      ),
    );
    return unread ? 1 : 0;
  });
}
