/** Several people who record and sync at the same time, over any transport, until nobody has anything new. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type Ledger, openLedger } from '../../shared/node/ledger/ledger.ts';
import { DEFAULT_REMOTE_REF } from '../../shared/node/ledger/remote-address.ts';
import { createSignatureVerifier } from '../../shared/node/ledger/signatures.ts';
import { syncLedger } from '../../shared/node/ledger/sync.ts';
import { verifyLedger } from '../../shared/node/ledger/verify-ledger.ts';
import type { Transport } from './git-remotes.ts';
import { makeRealLedger, must, note, realGit, recordAs } from './real-ledger.ts';

/** Each of so many clones records so many events, and syncs after every few. No step is done by hand. */
export async function shareLedger(transport: Transport, clones: number, events: number): Promise<void> {
  const names = Array.from({ length: clones }, (_, index) => `person${index}`);
  const real = await makeRealLedger(Object.fromEntries(names.map(name => [name, ['security_admin']])));
  const served = await transport(real.root);
  const found = await realGit();
  const git = {
    ...found,
    inherited: { ...found.inherited, HOME: served.home, GIT_CONFIG_GLOBAL: undefined },
  };
  const options = {
    remote: { url: served.url, ref: DEFAULT_REMOTE_REF },
    mayPush: true,
    authorOf: async (principal: string) => real.people.get(principal),
  };
  const open = async (home: string): Promise<Ledger> => {
    const { id, genesis } = real;
    const settings = { id, genesis, verify: createSignatureVerifier(), now: () => new Date() };
    return must(await openLedger({ git, folder: path.join(real.root, home), ...settings }));
  };
  try {
    const first = await open('first');
    must(await syncLedger(first, options));
    const others = await Promise.all(names.slice(1).map(name => open(name)));
    const all = [first, ...others];
    await Promise.all(
      all.map(async (ledger, index) => {
        must(await syncLedger(ledger, options));
        for (let count = 1; count <= events; count++) {
          await recordAs(ledger, real.author(names[index] ?? ''), note(`${names[index]} ${count}`));
          if (count % 3 === 0 || count === events) must(await syncLedger(ledger, options));
        }
      }),
    );
    const heads = new Set<string>();
    for (const ledger of all) {
      const { view } = must(await syncLedger(ledger, options));
      assert.equal(view.state.seq, clones * events);
      const { failures, total } = must(await verifyLedger(ledger));
      assert.deepEqual(failures, []);
      assert.equal(total, clones * events + 1);
      heads.add(view.state.head);
      await ledger.close();
    }
    assert.equal(heads.size, 1, 'all have the same history');
  } finally {
    await served.close();
    fs.rmSync(real.root, { recursive: true, force: true });
  }
}
