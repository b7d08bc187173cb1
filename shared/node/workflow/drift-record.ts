/** Notes in the ledger that an environment's files differ from its baseline: for a monitor that somebody runs, never by the way. */
import { levelsBy } from '../../core/drift/levels.ts';
import { activeVersionOf } from '../../core/ledger/state.ts';
import type { JsonValue } from '../../core/profile/profile.ts';
import type { FieldDifference } from '../../core/workflow/shown/version.ts';
import { isFailure } from '../git/failure.ts';
import { eventsBack } from '../ledger/look-back.ts';
import { answered, refusal } from './outcome.ts';
import { perform } from './recording.ts';
import type { Outcome, VersionService } from './service.ts';
import { type Opened, type Session, withLedger } from './session.ts';

/** @param changesOf the environment's files from its active version */
export function createDriftRecord(
  session: Session,
  changesOf: (environment: string, number: number) => Promise<Outcome<readonly FieldDifference[]>>,
): Pick<VersionService, 'recordDrift'> {
  return {
    recordDrift: environment =>
      withLedger(session, async opened => {
        const active = activeVersionOf(opened.state, environment);
        if (!active) return refusal('unknown-version', `${environment} has no version to have drifted from.`);
        const changes = await changesOf(environment, active.number);
        if (!changes.ok) return changes;
        if (changes.value.length === 0) return answered(false);
        const data = recordOf(opened, environment, active.number, changes.value);
        if (await isLast(opened, data)) return answered(false);
        const recorded = await perform(session, opened, { command: 'recordAudit', ...data });
        return recorded.ok ? answered(true) : recorded;
      }),
  };
}

/** Fields by name; no value. */
function recordOf(
  { state }: Opened,
  environment: string,
  version: number,
  changes: readonly FieldDifference[],
) {
  const levelsOf = levelsBy(state.policy.drift);
  const isCritical = changes.some(
    ({ field, downgrade }) => downgrade || levelsOf(field).severity === 'critical',
  );
  const action = isCritical ? 'critical-drift-detected' : 'drift-detected';
  const fields = [...new Set(changes.map(({ field }) => field))].sort();
  const detail = fields.join(', ').slice(0, LONGEST_DETAIL);
  return { action, environment, version, detail } as const;
}

/** Characters. */
const LONGEST_DETAIL = 2000;

/** So that the same drift, found night after night, is one event. */
async function isLast({ ledger, view }: Opened, data: Record<string, JsonValue>): Promise<boolean> {
  for await (const past of eventsBack(ledger.repository, view)) {
    if (isFailure(past) || past.event.kind !== 'audit.recorded') return false;
    const found = past.event.data as Record<string, JsonValue>;
    return Object.entries(data).every(([key, value]) => found[key] === value);
  }
  return false;
}
