/** Keeps what was found wrong with a ledger until a person has dealt with it: an alarm never goes away by itself. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { AlarmEvidence, AlarmKind } from '../../core/ledger/alarm-words.ts';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import { writePrivateFile } from '../private-files.ts';
import { namesIn, readIfThere } from './disk.ts';
import { sha256 } from './objects.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

export interface Trouble {
  readonly kind: AlarmKind;
  /** What happened, what was done, and what to do. */
  readonly message: string;
  /** Ids, refs and files that show it. The same evidence is the same alarm. */
  readonly evidence: AlarmEvidence;
}

export interface Alarm extends Trouble {
  readonly id: string;
  /** When it was noticed, ISO 8601. */
  readonly time: string;
  readonly acknowledged?: { readonly time: string; readonly note: string };
}

/** Writes the alarm down, unless the same is there already. */
export async function raiseAlarm(repository: Repository, trouble: Trouble): Promise<Alarm> {
  const { kind, message, evidence } = trouble;
  const id = `${kind}-${sha256(Buffer.from(canonicalJson({ kind, evidence }))).slice(0, 16)}`;
  const known = await readAlarm(repository, id);
  if (known) return known;
  const alarm: Alarm = { id, kind, message, evidence, time: repository.now() };
  await writeAlarm(repository, alarm);
  return alarm;
}

/** Oldest first, acknowledged ones too. */
export async function listAlarms(repository: Repository): Promise<readonly Alarm[] | StoreFailure> {
  return onDisk(async () => {
    const names = (await namesIn(repository.places.alarms)).filter(name => /^[\w-]+\.json$/.test(name));
    const alarms = await Promise.all(
      names.map(name => readAlarm(repository, name.slice(0, -'.json'.length))),
    );
    const found = alarms.filter(alarm => alarm !== undefined);
    return found.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  });
}

/** Notes that a person has seen to it. False: no such alarm. */
export async function acknowledgeAlarm(
  repository: Repository,
  id: string,
  note: string,
): Promise<boolean | StoreFailure> {
  if (!/^[\w-]+$/.test(id)) return false;
  return onDisk(async () => {
    const alarm = await readAlarm(repository, id);
    if (!alarm) return false;
    await writeAlarm(repository, { ...alarm, acknowledged: { time: repository.now(), note } });
    return true;
  });
}

/** A file that cannot be read is an alarm too: nobody silences one by breaking its file. */
async function readAlarm({ places }: Repository, id: string): Promise<Alarm | undefined> {
  const file = path.join(places.alarms, `${id}.json`);
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  try {
    const { formatVersion: _, ...alarm } = JSON.parse(text.toString('utf8'));
    return typeof alarm.kind === 'string' && typeof alarm.time === 'string' ? alarm : brokenAlarm(id, file);
  } catch {
    return brokenAlarm(id, file);
  }
}

function brokenAlarm(id: string, file: string): Alarm {
  const message = `An alarm was raised here, and its file ${file} is damaged. Verify the ledger.`;
  return { id, kind: 'damaged', message, evidence: { file }, time: '' };
}

async function writeAlarm({ places }: Repository, alarm: Alarm): Promise<void> {
  await mkdir(places.alarms, { recursive: true, mode: 0o700 });
  const content = JSON.stringify({ formatVersion: 1, ...alarm }, undefined, 2);
  await writePrivateFile(path.join(places.alarms, `${alarm.id}.json`), `${content}\n`);
}
