/** The identities of the person at this machine, as they are chosen and made from the editor. */
import path from 'node:path';
import { introductionLine } from '../../core/ledger/introduction.ts';
import { keyFingerprint, parsePublicKey } from '../../core/ledger/ssh/public-key.ts';
import type { ShownIdentity } from '../../core/workflow/shown/ledger.ts';
import type { NewIdentity } from '../../core/workflow/shown/wishes.ts';
import { choiceOfFile, createIdentity, type KeyChoice } from '../keys/create-identity.ts';
import { openIdentities } from '../keys/identities.ts';
import type { Identity } from '../keys/identity.ts';
import type { KeyResult } from '../keys/result.ts';
import { answered, refusedAs } from './outcome.ts';
import type { LedgerService, Outcome } from './service.ts';
import type { Session } from './session.ts';

type Identities = Pick<LedgerService, 'identities' | 'useIdentity' | 'createIdentity'> & {
  /** Another identity of this machine than that one, made when there is none. */
  second(first: string): Promise<Outcome<Identity>>;
};

/** What a second identity is called. */
const SECOND = 'second';

export function createIdentities({ surroundings }: Pick<Session, 'surroundings'>): Identities {
  const { environment, terminal } = surroundings;
  const store = openIdentities(environment);
  const shown = async (result: KeyResult<Identity>): Promise<Outcome<ShownIdentity>> =>
    result.ok ? answered(show(result.value, await store.currentName())) : refusedAs(result);
  const make = async ({ name, key }: NewIdentity): Promise<KeyResult<Identity>> => {
    const choice: KeyResult<KeyChoice> =
      key === null ? { ok: true, value: { kind: 'new' } } : await choiceOfFile(path.resolve(key));
    return choice.ok
      ? createIdentity({ name, principal: name, key: choice.value }, { environment, terminal })
      : choice;
  };
  return {
    identities: async () => {
      const current = await store.currentName();
      const read = await Promise.all((await store.names()).map(name => store.read(name)));
      return answered(read.flatMap(each => (each.ok ? [show(each.value, current)] : [])));
    },
    useIdentity: async name => shown(await store.use(name)),
    createIdentity: async wish => shown(await make(wish)),
    second: async first => {
      const other = (await store.names()).find(name => name !== first);
      const found = other === undefined ? await make({ name: SECOND, key: null }) : await store.read(other);
      return found.ok ? answered(found.value) : refusedAs(found);
    },
  };
}

function show({ name, principal, signing, age }: Identity, current: string | undefined): ShownIdentity {
  const key = parsePublicKey(signing.publicKey).value;
  return {
    name,
    keyType: key?.type ?? '',
    keyFingerprint: key ? keyFingerprint(key.blob) : '',
    keyPlace: signing.kind,
    recipient: age.recipient,
    introduction: introductionLine({ principal, publicKey: signing.publicKey, recipient: age.recipient }),
    isCurrent: name === current,
  };
}
