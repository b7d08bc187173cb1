/** Encrypts the secrets of versions and open requests anew, so that everybody who reads secrets now reads them. */
import type { BundleName } from '../../core/ledger/bundle.ts';
import { bundlesIn } from '../../core/ledger/bundles.ts';
import { MOST_BUNDLES } from '../../core/ledger/kinds/bundle-reencrypted.ts';
import { recipientsOf } from '../../core/ledger/members.ts';
import type { Wish } from '../../core/ledger/next-event.ts';
import type { Policy } from '../../core/ledger/policy.ts';
import { unreadBundles, unreadSecrets } from '../../core/ledger/readers.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { isFailure } from '../git/failure.ts';
import type { AgeKey } from '../keys/age.ts';
import type { Ledger, LedgerView } from './ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import type { Person } from './personal.ts';
import { record } from './record.ts';
import { readPlainBundle, type Source, seal } from './secrets.ts';

export interface Reencrypted {
  readonly view: LedgerView;
  /** How many bundles of secrets were encrypted anew. Those that cannot be read here were left out. */
  readonly reencrypted: number;
}

/** Those that somebody cannot read, as far as the ledger knows; `all`: whatever it knows. A failure: none can be read here. */
export async function reencrypt(
  ledger: Ledger,
  person: Person,
  { all }: { readonly all: boolean },
): Promise<Reencrypted | LedgerFailure> {
  const view = await ledger.refresh();
  if (isFailure(view)) return view;
  const bundles = all ? bundlesIn(view.state) : unreadBundles(view.state);
  const done = await reencryptThese(ledger, person, view, bundles);
  if (!isFailure(done) || done.code !== 'not-a-recipient') return done;
  const message = unreadSecrets(view.state)?.message ?? done.message;
  return { ...done, message: `None of these secrets can be read here. ${message}` };
}

/** All of them, when somebody reads secrets by the policy of now who did not by the one before. */
export async function letNewcomersRead(
  ledger: Ledger,
  person: Person,
  before: Policy,
  view: LedgerView,
): Promise<Reencrypted | LedgerFailure> {
  const known = recipientsOf(before);
  const isNew = recipientsOf(view.state.policy).some(recipient => !known.includes(recipient));
  if (!isNew) return { view, reencrypted: 0 };
  const done = await reencryptThese(ledger, person, view, bundlesIn(view.state));
  return isFailure(done) ? { ...done, message: `${NOT_YET} ${done.message} ${THEN}` } : done;
}

const NOT_YET = 'The policy is in force, but who is new cannot read the secrets of before.';
const THEN = 'Then, or as another administrator who reads them: secure-config ledger re-encrypt.';

async function reencryptThese(
  ledger: Ledger,
  person: Person,
  view: LedgerView,
  all: readonly BundleName[],
): Promise<Reencrypted | LedgerFailure> {
  let done: Reencrypted = { view, reencrypted: 0 };
  if (all.length === 0) return done;
  const own = await person.ageKey();
  if (!own.ok) return { kind: 'failure', ...own };
  const source = { repository: ledger.repository, commit: view.commit };
  for await (const wish of wishes(source, view.state, all, own.value)) {
    if (isFailure(wish)) return wish;
    const recorded = await record(ledger, person, () => wish);
    if (isFailure(recorded)) return recorded;
    const { bundles } = wish.data as { readonly bundles: object };
    done = { view: recorded.view, reencrypted: done.reencrypted + Object.keys(bundles).length };
  }
  return done;
}

/** Those that cannot be read here are left out, so that nobody keeps newcomers away with one that is none. */
async function* wishes(
  source: Source,
  state: LedgerState,
  all: readonly BundleName[],
  key: AgeKey,
): AsyncGenerator<Wish | LedgerFailure> {
  const recipients = recipientsOf(state.policy);
  let unreadable: LedgerFailure | undefined;
  let isAnyRead = false;
  for (let next = 0; next < all.length; next += MOST_BUNDLES) {
    const bundles: Record<string, string> = {};
    const attachments: Uint8Array[] = [];
    for (const bundle of all.slice(next, next + MOST_BUNDLES)) {
      const plain = await readPlainBundle(source, state, bundle, key);
      if (isFailure(plain)) {
        unreadable ??= plain;
        continue;
      }
      const sealed = await seal(Buffer.from(plain, 'utf8'), recipients);
      if (isFailure(sealed)) return yield sealed;
      bundles[bundle.digest] = sealed.name;
      attachments.push(sealed.bytes);
    }
    if (attachments.length === 0) continue;
    isAnyRead = true;
    yield { kind: 'bundle.reencrypted', data: { bundles }, attachments };
  }
  if (unreadable && !isAnyRead) yield unreadable;
}
