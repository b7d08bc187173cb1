/** How far the environments of a folder are from what was approved, for who only looks: nothing is finished, undone or recorded. */
import { hasPersonalLedger } from '../ledger/personal.ts';
import { createBaselines } from './baselines.ts';
import { answered, refusal } from './outcome.ts';
import type { Outcome, Surroundings } from './service.ts';
import { createSession } from './session.ts';

/** One environment that differs from its active version. */
export interface DriftHere {
  readonly environment: string;
  readonly version: number;
  /** Fields, waivers and whole files. */
  readonly points: number;
}

/** Refused where this machine does not have the ledger that the manifest names. */
export async function driftHere(
  surroundings: Surroundings,
  ledgerId: string,
): Promise<Outcome<readonly DriftHere[]>> {
  if (!(await hasPersonalLedger(surroundings.environment, ledgerId))) return refusal('no-ledger', NOT_HERE);
  const session = createSession(surroundings);
  try {
    const opened = await session.open();
    if (!opened.ok) return opened;
    const { driftOf } = createBaselines(session);
    const found: DriftHere[] = [];
    for (const [environment, { active }] of opened.value.state.environments) {
      const drift = await driftOf(environment);
      if (!drift.ok) return drift;
      const points = drift.value.length;
      if (points > 0) found.push({ environment, version: active, points });
    }
    return answered(found);
  } finally {
    await session.close();
  }
}

const NOT_HERE =
  'The ledger that the manifest names is not on this machine, so nobody can tell what was approved. Get it: secure-config ledger sync.';
