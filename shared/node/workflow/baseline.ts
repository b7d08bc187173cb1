/** What a file is measured against while it is typed: its text in the active version, compared by pure functions. */
import path from 'node:path';
import { classifyDrift, type DriftItem } from '../../core/drift/classify.ts';
import { compareSides } from '../../core/drift/compare.ts';
import { revertEdits } from '../../core/drift/revert.ts';
import { samePlaces } from '../../core/drift/same-places.ts';
import { readWorking, type Side } from '../../core/drift/side.ts';
import type { CutFile } from '../../core/ledger/cut.ts';
import type { Fingerprint } from '../../core/ledger/fingerprint.ts';
import { activeVersionOf, type LedgerState } from '../../core/ledger/state.ts';
import type { Version } from '../../core/ledger/version.ts';
import type { Span } from '../../core/text/text.ts';
import type { Checked } from '../../core/validation/check.ts';
import { showDifference } from '../../core/workflow/shown/show-difference.ts';
import { showVersion } from '../../core/workflow/shown/show-version.ts';
import { readVersion, type Stored, sidesOf } from './contents.ts';
import { answered } from './outcome.ts';
import type { Baseline, Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

/** Undefined: the file is of no environment that has a version, or the version does not have it. */
export async function baselineOf(
  session: Session,
  opened: Opened,
  absolutePath: string,
): Promise<Outcome<Baseline | undefined>> {
  const { folder, workspace } = session.surroundings;
  const governed = await workspace().governanceOf(absolutePath, '');
  const environment = governed?.governance.environment;
  const relative = path.relative(folder, absolutePath).split(path.sep).join('/');
  if (!governed || governed.root !== folder || environment === undefined) return answered(undefined);
  const version = activeVersionOf(opened.state, environment);
  if (!version) return answered(undefined);
  const stored = await readVersion(session, opened, environment, version.number);
  if (!stored.ok) return stored;
  const { sides } = await sidesOf(session, opened, stored.value);
  const approved = stored.value.files.find(file => file.path === relative);
  const side = sides.find(({ file }) => file.path === relative);
  if (!approved || !side) return answered(undefined);
  const fingerprint = await session.fingerprint(opened);
  return answered(
    measure({ session, state: opened.state, version, stored: stored.value, approved, side, fingerprint }),
  );
}

interface Measure {
  readonly session: Session;
  readonly state: LedgerState;
  readonly version: Version;
  readonly stored: Stored;
  readonly approved: CutFile;
  readonly side: Side;
  readonly fingerprint: Fingerprint | undefined;
}

function measure({ session, state, version, stored, approved, side, fingerprint }: Measure): Baseline {
  const { drift } = state.policy;
  const baseline = {
    version: version.number,
    approvers: version.approvers,
    author: version.author,
    date: version.time.slice(0, 10),
  };
  const itemsOf = (checked: Checked): DriftItem[] => {
    const working = readWorking([checked], fingerprint).map(each => each.side);
    const compared = compareSides([side], working, { drift, ...(fingerprint && { fingerprint }) });
    return classifyDrift(compared, checked, { drift, baseline, showsAll: false });
  };
  return {
    version: showVersion(state, version),
    driftOf: checked =>
      itemsOf(checked).map(({ type, severity, needsApproval, difference, finding }) => ({
        ...showDifference(difference),
        ...{ type, severity, needsApproval, finding, key: difference.key },
      })),
    revert: async (checked, key) => {
      const item = itemsOf(checked).find(({ difference }) => difference.key === key);
      const secrets = stored.bundle?.files[approved.path];
      const context = { checked, approved, now: session.surroundings.now() };
      return answered(item ? revertEdits(item.difference, context, secrets) : []);
    },
    text: checked => ({ text: side.file.text, cuts: cutsIn(side, checked, fingerprint) }),
  };
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
