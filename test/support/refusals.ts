/**
 * A team whose requests bob may not approve, each for another reason, on the disk as work of a whole day leaves it: the
 * oldest were filed yesterday by the team's own clock, so that they have expired by the time of who opens the ledger now.
 */
import type { Wish } from '../../shared/core/ledger/next-event.ts';
import type { Binding } from '../../shared/core/ledger/request.ts';
import type { RequestDetail } from '../../shared/core/workflow/shown/request.ts';
import { anew, commitByHand, remoteOf } from './made-by-hand.ts';
import { approve, ask, makeTeam, must, type PersonHere, shareLedger } from './workflow-people.ts';

const FILE = '.env.production';
const STAGING = '.env.staging';
const FILES = {
  'secure-config.yaml': `extends: twelve-factor
files: [".env.{environment}"]
approvals:
  roles: [administrator, operator, auditor]
  requirements:
    - { fields: [LOG_LEVEL], approvers: [auditor], expiresAfter: 4h }
  otherFields: { approvers: [administrator, operator], expiresAfter: 4h }
`,
  [FILE]: 'PORT=8080\nLOG_LEVEL=info\nTIMEOUT=30\nWORKERS=4\nRETRIES=3\n',
  [STAGING]: 'PORT=8080\nWORKERS=4\n',
};

export interface Refusals {
  /** Whose editor or terminal it is: an operator, who has all that the others did. */
  readonly bob: PersonHere;
  /** By why bob may not approve it; `open`: he may. */
  readonly requests: Readonly<
    Record<'expired' | 'lapsed' | 'stale' | 'own' | 'foreign' | 'open', RequestDetail>
  >;
  /** Puts an approval of `open` on the remote that ann did not give, or not for what it asks for now. */
  push(approval: FalseApproval): Promise<void>;
  /** Whoever keeps the remote puts it in order. */
  takeBack(): void;
  /** Dan asks for something else in `open`, and bob's ledger has it. */
  edit(): Promise<void>;
  close(): Promise<void>;
}

/** In ann's name by another key; with her signature of something else; her commit as it was; her approval, signed by her again. */
type FalseApproval = 'forged' | 'altered' | 'replayed' | 'replayed and signed';

export async function makeRefusals(): Promise<Refusals> {
  let hoursAgo = 25;
  const team = makeTeam(FILES, () => new Date(Date.now() - hoursAgo * 3_600_000));
  const roles = { ann: [], bob: ['operator'], cleo: ['auditor'], dan: [] };
  const { people, services, sync } = await shareLedger(team, roles, ['production', 'staging']);
  const { ann, bob, dan } = people;

  /** Files what one changed line of a file asks for, and puts the line back. */
  const asked = async (who: 'bob' | 'dan', file: string, line: string, justification: string) => {
    const before = people[who].read(file);
    const [name] = line.split('=');
    people[who].write(file, before.replace(new RegExp(`^${name}=.*$`, 'm'), line));
    const request = await ask(services[who], file.slice('.env.'.length), justification);
    people[who].write(file, before);
    await sync();
    return request;
  };
  const approved = async (id: string, ...names: readonly ('ann' | 'bob')[]) => {
    for (const name of names) {
      await approve(services[name], id);
      await sync();
    }
  };

  const expired = await asked('dan', FILE, 'RETRIES=5', 'Fewer failures.');
  const lapsed = await asked('dan', FILE, 'PORT=9001', 'The port is taken.');
  await approved(lapsed.id, 'ann', 'bob');

  hoursAgo = 2;
  const stale = await asked('dan', STAGING, 'PORT=9002', 'As in production.');
  const { id: faster } = await asked('dan', STAGING, 'WORKERS=8', 'To try it there.');
  await approved(faster, 'ann', 'bob');
  await must(services.bob.apply(faster));
  const own = await asked('bob', FILE, 'TIMEOUT=60', 'Slow answers are answers.');
  const foreign = await asked('dan', FILE, 'LOG_LEVEL=debug', 'To find the fault.');

  hoursAgo = 1;
  const open = await asked('dan', FILE, 'WORKERS=8', 'More load is expected.');
  const remote = remoteOf(team.root);
  await approved(open.id, 'ann');
  const commit = remote.head();
  const honest = bindingIn(remote.read(commit));
  const edit = async (workers: number) => {
    const before = dan.read(FILE);
    dan.write(FILE, before.replace('WORKERS=4', `WORKERS=${workers}`));
    const { basis } = await must(services.dan.previewRequest('production'));
    const wish = { id: open.id, environment: 'production', justification: 'Even more load.', basis };
    const request = await must(services.dan.editRequest({ ...wish, impact: '', rollbackPlan: '' }));
    dan.write(FILE, before);
    await sync();
    return request;
  };
  let { digest } = await edit(16);
  let good = remote.head();
  hoursAgo = 0;

  const approval = (named: Binding): Wish => ({
    kind: 'request.approved',
    data: { ...named, roles: ['administrator'], comment: '' },
  });
  const made: Readonly<Record<FalseApproval, () => Promise<Uint8Array> | string>> = {
    forged: () => commitByHand({ person: ann, signedBy: 'nobody' }, approval({ ...honest, digest })),
    altered: () => anew(remote, commit, text => text.replace(honest.digest, digest)),
    replayed: () => anew(remote, commit),
    'replayed and signed': () => commitByHand({ person: ann }, approval(honest)),
  };
  return {
    bob,
    requests: { expired, lapsed, stale, own, foreign, open },
    push: async name => {
      good = remote.head();
      remote.push(await made[name]());
    },
    takeBack: () => remote.reset(good),
    edit: async () => {
      ({ digest } = await edit(32));
    },
    close: () => team.close(),
  };
}

/** What an approval names, read from its commit. */
function bindingIn(commit: string): Binding {
  const { request, digest, base, ruleSet } = JSON.parse(commit.split('\n\n').at(-1) ?? '').data;
  return { request, digest, base, ruleSet };
}
