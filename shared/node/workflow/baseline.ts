/** What a file is measured against while it is typed: its text in the active version, compared by pure functions. */
import { createHash } from 'node:crypto';
import { classifyDrift, type DriftItem } from '../../core/drift/classify.ts';
import { type Comparison, compareSides, type Difference } from '../../core/drift/compare.ts';
import type { FieldState } from '../../core/drift/field-state.ts';
import { type FileDrift, fileDriftFinding } from '../../core/drift/file-drift.ts';
import { revertEdits } from '../../core/drift/revert.ts';
import { samePlaces } from '../../core/drift/same-places.ts';
import { isSecretIdentity } from '../../core/drift/secret-identity.ts';
import { readWorking, type Side } from '../../core/drift/side.ts';
import type { Fingerprint } from '../../core/ledger/fingerprint.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import type { Span } from '../../core/text/text.ts';
import type { Checked } from '../../core/validation/check.ts';
import { showVersion } from '../../core/workflow/shown/show-version.ts';
import { readVersion, type Stored, sidesOf } from './contents.ts';
import { answered } from './outcome.ts';
import type { Baseline, MeasuredDrift, Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

/** One version with its texts, from which the baselines of its files are made. */
export interface Approved {
  readonly session: Session;
  readonly state: LedgerState;
  readonly version: Version;
  readonly stored: Stored;
  readonly sides: readonly Side[];
  readonly fingerprint: Fingerprint | undefined;
}

export async function readApproved(
  session: Session,
  opened: Opened,
  version: Version,
): Promise<Outcome<Approved>> {
  const stored = await readVersion(session, opened, version.environment, version.number);
  if (!stored.ok) return stored;
  const { sides } = await sidesOf(session, opened, stored.value);
  const fingerprint = await session.fingerprint(opened);
  return answered({ session, state: opened.state, version, stored: stored.value, sides, fingerprint });
}

/**
 * @param path relative to the manifest's folder
 * @param isMember whether it is a file of the version's environment today
 */
export function measureAgainst(approved: Approved, path: string, isMember: boolean): Baseline {
  const { session, state, version, sides, stored, fingerprint } = approved;
  const { drift } = state.policy;
  const side = sides.find(({ file }) => file.path === path);
  const text = stored.files.find(file => file.path === path);
  const baseline = {
    version: version.number,
    approvers: version.approvers,
    author: version.author,
    date: version.time.slice(0, 10),
  };
  const compare = (checked: Checked | undefined): Comparison => {
    const working = readWorking(checked ? [checked] : [], fingerprint).map(each => each.side);
    return compareSides(side ? [side] : [], working, { drift, ...(fingerprint && { fingerprint }) });
  };
  const wholeFile = (change: FileDrift['change'], checked?: Checked): MeasuredDrift[] => {
    const compared = compare(checked);
    const drifted = { path, environment: version.environment, change };
    const finding = fileDriftFinding(drifted, compared, { drift, baseline });
    return [measured(finding, version, compared.differences)];
  };
  const itemsOf = (checked: Checked): DriftItem[] =>
    classifyDrift(compare(checked), checked, { drift, baseline, showsAll: false });
  return {
    version: showVersion(state, version),
    driftOf: checked => {
      if (!side) return wholeFile('added', checked);
      if (!isMember) return wholeFile('ungoverned');
      return itemsOf(checked).map(({ difference, finding }) => ({
        ...measured(finding, version, [difference]),
        field: { path: difference.field, key: difference.key },
      }));
    },
    driftOfLost: isThere => (side ? wholeFile(isThere ? 'ungoverned' : 'missing') : []),
    revert: async (checked, key) => {
      const item = itemsOf(checked).find(({ difference }) => difference.key === key);
      if (!item || !text) return answered([]);
      const context = { checked, approved: text, now: session.surroundings.now() };
      return answered(revertEdits(item.difference, context, stored.bundle?.files[path]));
    },
    text: checked => ({
      text: side?.file.text ?? '',
      cuts: side ? cutsIn(side, checked, fingerprint) : [],
    }),
  };
}

function measured(
  finding: MeasuredDrift['finding'],
  { environment, number }: Version,
  differences: readonly Difference[],
): MeasuredDrift {
  const told = differences.map(({ key, secret, before, after }) => [
    key,
    identityOf(before, secret),
    identityOf(after, secret),
  ]);
  const digest = createHash('sha256').update(canonicalJson([environment, number, finding.code, told]));
  return { finding, field: null, difference: digest.digest('base64url') };
}

/** Of a secret only what it is known by to who has the key: a digest of its value could be guessed. */
function identityOf(state: FieldState | undefined, secret: boolean): string | null {
  const { identity } = state ?? {};
  return identity === undefined || (secret && !isSecretIdentity(identity)) ? null : identity;
}

/** Where the checked text has the same secrets. */
function cutsIn(
  approved: Side,
  checked: Checked,
  fingerprint: Fingerprint | undefined,
): readonly { readonly at: number; readonly same: Span | null }[] {
  const [working] = readWorking([checked], fingerprint);
  const places = working ? samePlaces(approved, working.side) : [];
  return approved.file.cuts.map(({ at }, index) => ({ at, same: places[index] ?? null }));
}
