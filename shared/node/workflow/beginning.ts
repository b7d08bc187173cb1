/** Begins the ledger of a folder, and pins its first event in the manifest. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { proposePolicy } from '../../core/ledger/from-profile.ts';
import { canPinLedger, pinLedger } from '../../core/profile/pin-ledger.ts';
import { applyEdits } from '../../core/text/text.ts';
import { ruleSetDigest } from '../../core/workflow/rule-set.ts';
import type { NewLedger } from '../../core/workflow/shown/wishes.ts';
import { isFailure } from '../git/failure.ts';
import { beginPersonalLedger, type Person, personNamed } from '../ledger/personal.ts';
import { founderOf, planLedger } from '../ledger/plan-ledger.ts';
import { MANIFEST_NAME } from '../project-loader.ts';
import { createIdentities } from './identities.ts';
import { answered, refusal, refusedAs } from './outcome.ts';
import type { Outcome } from './service.ts';
import { NO_MANIFEST, type Session } from './session.ts';

export async function begin(session: Session, { title, mode }: NewLedger): Promise<Outcome<true>> {
  const { folder, environment, workspace, now, identity, terminal } = session.surroundings;
  const located = await workspace().locateProject(path.join(folder, MANIFEST_NAME));
  if (located?.folder !== folder) return refusal('no-manifest', NO_MANIFEST);
  const manifest = path.join(folder, MANIFEST_NAME);
  const text = await readFile(manifest, 'utf8');
  if (located.project.manifest.ledger?.genesis !== undefined) return refusal('genesis', HAS_ONE);
  if (!canPinLedger(text)) return refusal('manifest', CANNOT_PIN);
  const person = await personNamed(identity, { environment, terminal });
  if (isFailure(person)) return refusedAs(person);
  const founders = await foundersOf(session, person, mode);
  if (!founders.ok) return founders;
  const plan = await planLedger(proposePolicy(located.project.profile), {
    founders: founders.value,
    // Two identities cannot give what the policy asks of three people, each in one role.
    relaxations: { selfApproval: mode === 'alone', severalRoles: mode !== 'team' },
    ruleSet: ruleSetDigest(located.project),
  });
  if (isFailure(plan)) return refusedAs(plan);
  const begun = await beginPersonalLedger({ ...plan, title, author: person, now }, environment);
  if (isFailure(begun)) return refusedAs(begun);
  await writeFile(manifest, applyEdits(text, pinLedger(text, begun) ?? []));
  workspace().invalidate(manifest);
  return answered(true);
}

const HAS_ONE = 'The manifest has a ledger already. Look at its status.';
const CANNOT_PIN =
  'The ledger cannot be written into the manifest without changing what else it says: it is no mapping, has something else than a mapping under ledger, or is written in an unusual way. Mend it first, or put an empty ledger: {} into it.';

/** In practice mode the second identity of this machine is there too, so that one person can ask and approve in turn. */
async function foundersOf(session: Session, person: Person, mode: NewLedger['mode']) {
  const first = founderOf(person.identity, mode === 'team' ? 'administration' : 'all');
  if (mode !== 'practice') return answered([first]);
  const other = await createIdentities(session).second(person.identity.name);
  return other.ok ? answered([first, founderOf(other.value, 'all')]) : other;
}
