/** People with identities of their own and clones of one project, for tests of the whole workflow: real git, keys and age. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Environment, environmentOf } from '../../shared/node/environment.ts';
import { isFailure } from '../../shared/node/git/failure.ts';
import { createIdentity } from '../../shared/node/keys/create-identity.ts';
import type { Ledger } from '../../shared/node/ledger/ledger.ts';
import { removeMember, setMember } from '../../shared/node/ledger/membership.ts';
import { openPersonalLedger, type Person, personNamed } from '../../shared/node/ledger/personal.ts';
import { openWorkflow } from '../../shared/node/workflow/open-workflow.ts';
import type { Outcome, WorkflowService } from '../../shared/node/workflow/service.ts';
import { openWorkspace } from '../../shared/node/workspace.ts';

/** A manifest by which every change needs an administrator and an operator, within four hours. */
export const TWO_ROLES = `extends: twelve-factor
files: [".env.{environment}"]
approvals:
  roles: [administrator, operator]
  otherFields: { approvers: [administrator, operator], expiresAfter: 4h }
`;

export interface PersonHere {
  readonly name: string;
  readonly environment: Environment;
  /** The team's. */
  readonly now: () => Date;
  /** Their clone of the project. */
  readonly folder: string;
  /** Opens anew what this person sees; `identity`: another one of their machine. */
  service(now?: () => Date, onRecovered?: (message: string) => void, identity?: string): WorkflowService;
  read(file: string): string;
  write(file: string, text: string): void;
}

export interface Team {
  readonly root: string;
  person(name: string): Promise<PersonHere>;
  close(): Promise<void>;
}

/** A bare remote with the files of a project in it. `now`: the clock by which its people work. */
export function makeTeam(files: Readonly<Record<string, string>>, now = () => new Date()): Team {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-team-')));
  const services: WorkflowService[] = [];
  const seed = path.join(root, 'seed');
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(seed, name)), { recursive: true });
    fs.writeFileSync(path.join(seed, name), text);
  }
  git(seed, 'init', '-q', '-b', 'main');
  git(seed, 'add', '-A');
  git(seed, 'commit', '-qm', 'The project');
  git(root, 'clone', '-q', '--bare', seed, path.join(root, 'remote.git'));
  return {
    root,
    person: async name => {
      const folder = path.join(root, name, 'project');
      fs.mkdirSync(path.dirname(folder), { recursive: true });
      git(root, 'clone', '-q', path.join(root, 'remote.git'), folder);
      const variables = { PATH: process.env.PATH, SECURE_CONFIG_HOME: path.join(root, name, 'home') };
      const environment = { ...environmentOf(variables), home: path.join(root, name) };
      const wish = { name, principal: `${name}@shop.example`, key: { kind: 'new' } as const };
      const made = await createIdentity(wish, { environment, terminal: false });
      assert.ok(made.ok, made.ok ? '' : made.message);
      return {
        name,
        environment,
        now,
        folder,
        service: (clock = now, onRecovered = undefined, identity = undefined) => {
          const service = openWorkflow({
            folder,
            workspace: () => openWorkspace({ roots: [folder], trusted: true }),
            now: clock,
            environment,
            identity,
            terminal: false,
            onRecovered,
          });
          services.push(service);
          return service;
        },
        read: file => fs.readFileSync(path.join(folder, file), 'utf8'),
        write: (file, text) => fs.writeFileSync(path.join(folder, file), text),
      };
    },
    close: async () => {
      for (const service of services) await service.close();
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}

export interface SharedLedger<Name extends string> {
  readonly people: Readonly<Record<Name, PersonHere>>;
  readonly services: Readonly<Record<Name, WorkflowService>>;
  /** Until nobody has anything that the others, or those named, do not have. Returns why own events were left out. */
  sync(...names: readonly Name[]): Promise<string[]>;
}

/** A ledger that all of them have, and sync over the remote: begun by the first, with a first version of each environment. */
export async function shareLedger<Name extends string>(
  team: Team,
  roles: Readonly<Record<Name, readonly string[]>>,
  environments: readonly string[] = ['production'],
): Promise<SharedLedger<Name>> {
  const [founder, ...others] = Object.keys(roles) as [Name, ...Name[]];
  const first = await team.person(founder);
  const service = first.service();
  await must(service.initialise({ title: 'Shop', mode: 'team' }));
  share(first);
  const people = { [founder]: first } as Record<Name, PersonHere>;
  const services = { [founder]: service } as Record<Name, WorkflowService>;
  for (const name of others) {
    people[name] = await team.person(name);
    services[name] = people[name].service();
    await addMember(first, people[name], roles[name]);
  }
  for (const environment of environments) await makeFirstVersion(service, environment);
  for (const name of [founder, ...others]) {
    await services[name].sync(WORK); // the first brings what there is
    await must(services[name].setSync(true));
    await must(services[name].sync(WORK));
  }
  const sync = async (...names: readonly Name[]): Promise<string[]> => {
    const chosen = names.length > 0 ? names : [founder, ...others];
    const dropped: string[] = [];
    for (const name of [...chosen, ...chosen]) {
      const report = await must(services[name].sync(WORK));
      dropped.push(...report.dropped.map(({ message }) => message));
    }
    return dropped;
  };
  return { people, services, sync };
}

/** A project whose ledger one person, Ann, has begun alone. */
export async function beginAlone(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly team: Team; readonly ann: PersonHere; readonly service: WorkflowService }> {
  const team = makeTeam(files);
  const ann = await team.person('ann');
  const service = ann.service();
  await must(service.initialise({ title: 'Shop', mode: 'alone' }));
  return { team, ann, service };
}

/** Of an environment's files as they are. */
export async function makeFirstVersion(service: WorkflowService, environment: string): Promise<void> {
  const { basis } = await must(service.previewVersion(environment));
  await must(service.createVersion({ environment, message: 'As it is.', basis }));
}

/** Lets an administrator add somebody to the ledger, or change what they are. Readers of secrets unless said otherwise. */
export async function addMember(
  administrator: PersonHere,
  person: PersonHere,
  roles: readonly string[],
  reads = true,
): Promise<void> {
  await withLedgerOf(administrator, async (ledger, author) => {
    const { identity, signer } = await personOf(person);
    const recipient = reads ? identity.age.recipient : null;
    const member = { roles: [...roles].sort(), keys: [signer.publicKey.text], recipient };
    return setMember(ledger, author, identity.principal, member);
  });
}

export async function dismiss(administrator: PersonHere, person: PersonHere): Promise<void> {
  const { principal } = await personOf(person);
  await withLedgerOf(administrator, (ledger, author) => removeMember(ledger, author, principal));
}

async function withLedgerOf(
  person: PersonHere,
  work: (ledger: Ledger, author: Person) => Promise<unknown>,
): Promise<void> {
  const ledger = await ledgerOf(person);
  try {
    const done = await work(ledger, await personOf(person));
    assert.ok(!isFailure(done), JSON.stringify(done));
  } finally {
    await ledger.close();
  }
}

/** Commits what has changed in a clone, and sends it to the others. */
export function share({ folder }: PersonHere): void {
  git(folder, 'commit', '-qam', 'What has come');
  git(folder, 'push', '-q', 'origin', 'main');
}

/** Runs git with a name and address of its own, and nothing of the machine's configuration. */
export function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@shop.example'];
  return execFileSync('git', [...identity, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Their copy of the ledger, beneath the service. */
export async function ledgerOf({ environment, folder, now }: PersonHere): Promise<Ledger> {
  const located = await openWorkspace({ roots: [folder], trusted: true }).locateProject(
    path.join(folder, 'secure-config.yaml'),
  );
  const settings = located?.project.manifest.ledger;
  assert.ok(settings);
  const ledger = await openPersonalLedger(settings, environment, now);
  return isFailure(ledger) ? assert.fail(ledger.message) : ledger;
}

export async function personOf({ environment }: PersonHere): Promise<Person> {
  const person = await personNamed(undefined, { environment, terminal: false });
  return isFailure(person) ? assert.fail(person.message) : person;
}

/** The value of what has to succeed. */
export async function must<Value>(outcome: Promise<Outcome<Value>>): Promise<Value> {
  const settled = await outcome;
  if (!settled.ok) assert.fail(`${settled.code}: ${settled.message}`);
  return settled.value;
}

export const WORK = { signal: new AbortController().signal, progress: () => {} };

/** Files what the working files say now. */
export async function ask(service: WorkflowService, environment: string, justification = 'It has to be.') {
  const { basis } = await must(service.previewRequest(environment));
  return must(
    service.fileRequest({ environment, justification, impact: '', rollbackPlan: 'Go back.', basis }),
  );
}

export async function approve(service: WorkflowService, id: string, comment = '') {
  const { digest } = await must(service.request(id));
  return must(service.approve({ id, digest, comment }));
}

/** What has to be refused, and how the refusal reads. */
export async function refusedSaying(outcome: Promise<Outcome<unknown>>, message: RegExp): Promise<string> {
  const settled = await outcome;
  assert.ok(!settled.ok, 'it was not refused');
  assert.match(settled.message, message);
  return settled.code;
}

/** The code of what has to be refused. */
export async function refused(outcome: Promise<Outcome<unknown>>): Promise<string> {
  const settled = await outcome;
  assert.ok(!settled.ok, 'it was not refused');
  return settled.code;
}
