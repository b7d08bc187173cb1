/**
 * A team some weeks into its work, for windows that open on it: thirty versions of production, requests in every state, a
 * colleague at another machine. Made by the service itself, with real git, keys and age.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { WorkflowService } from '../../shared/node/workflow/service.ts';
import { killedWhileApplying } from './killed-applying.ts';
import {
  addMember,
  approve,
  ask,
  makeTeam,
  must,
  type PersonHere,
  share,
  type Team,
  WORK,
} from './workflow-people.ts';

/** It takes long to make, so several windows open on it one after the other. */
export interface KeptTeam {
  /** As it was made. It is closed before the next one is opened. */
  open(): TeamInUse;
  remove(): void;
}

export interface TeamInUse {
  /** Ann's clone. Its ledger is as the remote has it, and sync is off. */
  readonly folder: string;
  /** Of her machine. */
  readonly env: Readonly<Record<string, string>>;
  /** All that is on her PATH: links, which can be taken away. */
  readonly programs: string;
  /** At her machine, beside a window. */
  readonly ann: Colleague;
  /** Another identity of her machine. */
  readonly second: Colleague;
  /** At a machine of his own. */
  readonly bob: Colleague;
  /** Applies a request, by the command line, which is killed when the ledger has the version and the files have not. */
  applyAndDie(id: string): void;
  close(): Promise<void>;
}

export interface Colleague {
  readonly service: WorkflowService;
  sync(): Promise<void>;
  /** Gives a variable of production another value and asks for it; the file is as it was afterwards. Answers the id. */
  ask(variable: string, value: number | string, why: string): Promise<string>;
  approve(id: string): Promise<void>;
  reject(id: string, reason: string): Promise<void>;
  close(): Promise<void>;
}

const FILE = '.env.production';
const ENVIRONMENT = 'production';
/** The variable, its value in version n, and why. */
type Change = readonly [string, (n: number) => number | string, string];
const CHANGES: readonly Change[] = [
  ['EXTERNAL_SERVICES__PMS_TIMEOUT_SECONDS', n => 30 + n, 'The booking system is slow in the evening'],
  ['DATABASE__POOL_SIZE', n => 10 + n, 'More guests than last year'],
  ['AUTH__MAX_LOGIN_ATTEMPTS', n => 3 + ((n + 1) % 3), 'Finding 12 of the last audit'],
  ['SECURITY__RATE_LIMIT_PER_MINUTE', n => 100 + n, 'A partner polls more often'],
  ['REDIS__POOL_SIZE', n => 10 + n, 'Sessions wait for a connection'],
];
const ROTATION: Change = ['DATABASE__PASSWORD', n => `invented_password_of_v${n}`, 'Rotation on schedule'];
const [HOUR, DAY] = [3_600_000, 86_400_000]; // milliseconds

/** @param project whose manifest and files the team has */
export async function makeTeamInUse(project: string): Promise<KeptTeam> {
  let behind = 30 * DAY;
  const team = makeTeam(filesOf(project), () => new Date(Date.now() - behind));
  const ann = await team.person('ann');
  await weeksOfWork(ann, duration => {
    behind -= duration;
  });
  share(ann);
  const bob = await team.person('bob');
  behind = 0;
  await letIn(ann, bob, ['platform_admin', 'system_admin']);
  await today(ann, bob);
  const kept = `${team.root}-kept`;
  fs.renameSync(team.root, kept);
  return {
    open: () => {
      fs.cpSync(kept, team.root, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
      return teamAt(team, ann, bob);
    },
    remove: () => fs.rmSync(kept, { recursive: true, force: true }),
  };
}

function teamAt({ root, close }: Team, ann: PersonHere, bob: PersonHere): TeamInUse {
  const programs = linkPrograms(path.join(root, 'programs'));
  return {
    folder: ann.folder,
    env: { SECURE_CONFIG_HOME: ann.environment.variables.SECURE_CONFIG_HOME ?? '', PATH: programs },
    programs,
    ann: colleague(ann),
    second: colleague(ann, 'second'),
    bob: colleague(bob),
    applyAndDie: id => killedWhileApplying(ann, id, 'recorded', path.resolve('dist', 'cli.js')),
    close,
  };
}

/** The other administrator agrees to it. */
async function letIn(ann: PersonHere, newcomer: PersonHere, roles: readonly string[]): Promise<void> {
  await addMember(ann, newcomer, roles);
  const [asking, second] = [colleague(ann), colleague(ann, 'second')];
  const { items } = await must(asking.service.requests({ whose: 'mine', before: null, limit: 1 }));
  const { id } = items[0] ?? assert.fail();
  await second.approve(id);
  await must(asking.service.apply(id));
  for (const each of [asking, second]) await each.close();
}

/**
 * A version a day, and what was tagged, deprecated, refused, taken back and forgotten meanwhile.
 * @param pass lets so many milliseconds go by
 */
async function weeksOfWork(person: PersonHere, pass: (duration: number) => void): Promise<void> {
  const [ann, second] = [colleague(person), colleague(person, 'second')];
  await must(ann.service.initialise({ title: 'Shop', mode: 'practice' }));
  const { basis } = await must(ann.service.previewVersion(ENVIRONMENT));
  await must(ann.service.createVersion({ environment: ENVIRONMENT, message: 'As it is in use', basis }));
  for (let number = 2; number <= 28; number++) {
    const usual = CHANGES[number % CHANGES.length] ?? assert.fail();
    const [variable, value, why] = number === 20 ? ROTATION : usual;
    const id = await ann.ask(variable, value(number), why);
    pass(HOUR);
    await (number === 17 ? emergencyApprove(second, id, 'Guests cannot log in') : second.approve(id));
    await must(ann.service.apply(id));
    pass(DAY - HOUR);
  }
  const name = (number: number) => ({ environment: ENVIRONMENT, number });
  await must(ann.service.tag({ ...name(9), tag: 'release-2026.10' }));
  await must(ann.service.tag({ ...name(23), tag: 'release-2026.11' }));
  await must(ann.service.deprecate({ ...name(12), reason: 'The partner that it was for has left.' }));
  const cancelled = await ann.ask('REDIS__DB', 2, 'Tests and sessions are not to share one');
  await must(ann.service.cancel({ id: cancelled, reason: 'Asked for by mistake.' }));
  const rejected = await ann.ask('DATABASE__MAX_OVERFLOW', 90, 'To be on the safe side');
  await second.reject(rejected, 'The database allows sixty.');
  await ann.ask('REDIS__DB', 1, 'Tests and sessions are not to share one'); // and nobody decides in time
  for (const each of [ann, second]) await each.close();
}

/** What came yesterday and today: an emergency whose review is owed, requests that wait, that are approved, that are out of date. */
async function today(annHere: PersonHere, bobHere: PersonHere): Promise<void> {
  const [ann, second, bob] = [colleague(annHere), colleague(annHere, 'second'), colleague(bobHere)];
  await must(ann.service.setSync(true));
  await ann.sync();
  await bob.sync(); // the first brings what there is
  await must(bob.service.setSync(true));
  const [owed] = (await must(bob.service.status()))?.reviewsOwed ?? [];
  await must(bob.service.review({ id: owed?.request ?? '', finding: 'It was one, and it was done right.' }));
  const urgent = await bob.ask('LOG_LEVEL', 'ERROR', 'The log fills the disk');
  await bob.sync();
  await ann.sync();
  await emergencyApprove(second, urgent, 'The disk is full in an hour');
  await must(second.service.apply(urgent));
  await ann.ask('DATABASE__MAX_OVERFLOW', 30, 'Peaks at the end of the month'); // out of date with the next version
  const next = await ann.ask('REDIS__POOL_SIZE', 45, 'Sessions wait for a connection');
  await second.approve(next);
  await must(ann.service.apply(next));
  await second.approve(await ann.ask('AUTH__LOCKOUT_DURATION_MINUTES', 20, 'Finding 14 of the last audit'));
  await ann.ask('SECURITY__SESSION_TIMEOUT_MINUTES', 25, 'Finding 15 of the last audit');
  await ann.sync();
  await bob.sync();
  bobHere.write(FILE, annHere.read(FILE));
  await bob.ask('EXTERNAL_SERVICES__TTS_TIMEOUT_SECONDS', 20, 'The voices of the new provider take longer');
  await bob.sync();
  await ann.sync();
  await must(ann.service.setSync(false));
  for (const each of [ann, second, bob]) await each.close();
}

function colleague(person: PersonHere, identity?: string): Colleague {
  const service = person.service(undefined, undefined, identity);
  return {
    service,
    sync: async () => void (await must(service.sync(WORK))),
    ask: async (variable, value, why) => {
      const text = person.read(FILE);
      person.write(FILE, text.replace(new RegExp(`(${variable}=)".*"`), `$1"${value}"`));
      const { id } = await ask(service, ENVIRONMENT, why);
      person.write(FILE, text);
      return id;
    },
    approve: async id => void (await approve(service, id)),
    reject: async (id, reason) => void (await must(service.reject({ id, reason }))),
    close: () => service.close(),
  };
}

async function emergencyApprove({ service }: Colleague, id: string, reason: string): Promise<void> {
  const { digest } = await must(service.request(id));
  await must(service.emergencyApprove({ id, digest, reason, confirmation: ENVIRONMENT }));
}

function filesOf(folder: string): Record<string, string> {
  const names = ['secure-config.yaml', FILE, '.env.staging'];
  return Object.fromEntries(names.map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

function linkPrograms(folder: string): string {
  fs.mkdirSync(folder);
  for (const place of (process.env.PATH ?? '').split(path.delimiter).filter(fs.existsSync)) {
    for (const name of fs.readdirSync(place)) {
      const link = path.join(folder, name);
      if (!fs.existsSync(link)) fs.symlinkSync(path.join(place, name), link);
    }
  }
  return folder;
}
