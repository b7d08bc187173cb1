/** Whoever follows a ledger hears of what other processes do to its files, and in the end sees all of it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { acknowledgeAlarm } from '../../../shared/node/ledger/alarms.ts';
import { LEDGER_REF, type Places } from '../../../shared/node/ledger/places.ts';
import type { WorkflowService } from '../../../shared/node/workflow/service.ts';
import {
  beginAlone,
  ledgerOf,
  makeFirstVersion,
  must,
  type PersonHere,
  type Team,
  TWO_ROLES,
} from '../../support/workflow-people.ts';

const FILES = { 'secure-config.yaml': TWO_ROLES, '.env.production': 'PORT=8080\n' };

describe('who follows a ledger', function () {
  this.timeout(30_000);
  let team: Team;
  let ann: PersonHere;
  let service: WorkflowService;
  let places: Places;
  /** A repository with the ledger's first event. */
  let older: string;

  beforeEach(async () => {
    ({ team, ann, service } = await beginAlone(FILES));
    places = await inLedger(async ({ repository }) => repository.places);
    older = path.join(team.root, 'older.git');
    fs.cpSync(places.repository, older, { recursive: true });
    await makeFirstVersion(service, 'production');
  });
  afterEach(() => team.close());

  const inLedger = async <Value>(work: (ledger: Awaited<ReturnType<typeof ledgerOf>>) => Promise<Value>) => {
    const ledger = await ledgerOf(ann);
    const done = await work(ledger);
    await ledger.close();
    return done;
  };
  /** Looks whenever there is something to hear of, and nowhen else, until what is seen is what is meant. */
  const sees = (
    meant: (seen: readonly [events: number | string, alarms: number]) => boolean,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = async (): Promise<void> => {
        const status = await service.status();
        const seen = status.ok
          ? ([status.value?.events ?? 0, status.value?.alarms.length ?? 0] as const)
          : undefined;
        if (!meant(seen ?? [status.ok ? 0 : status.code, 0])) return;
        stop();
        resolve();
      };
      const stop = service.onDidChange(() => void look().catch(reject));
    });

  it('sees a repository that is put in its place piece by piece, the ref or the objects last', async () => {
    for (const last of [LEDGER_REF, 'objects']) {
      const isLast = (file: string) => path.relative(older, file).startsWith(last);
      const half = sees(([events]) => events === 'damaged');
      fs.rmSync(places.journal, { recursive: true, force: true });
      fs.rmSync(places.repository, { recursive: true });
      fs.cpSync(older, places.repository, { recursive: true, filter: file => !isLast(file) });
      await half;
      const whole = sees(([events, alarms]) => events === 1 && alarms > 0);
      fs.cpSync(path.join(older, last), path.join(places.repository, last), { recursive: true });
      await whole;
    }
  });

  it('hears when an alarm is raised, and when it is dealt with', async () => {
    const raised = sees(([, alarms]) => alarms === 1);
    fs.rmSync(path.join(places.repository, LEDGER_REF));
    await raised;
    const settled = sees(([, alarms]) => alarms === 0);
    await inLedger(async ledger => {
      const [alarm] = (await must(service.status()))?.alarms ?? [];
      assert.equal(await acknowledgeAlarm(ledger.repository, alarm?.id ?? '', 'A test.'), true);
    });
    await settled;
  });
});
