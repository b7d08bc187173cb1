/** Approvals that no command makes, pushed to the shared remote: the other clone refuses each with its own message, and keeps what it has. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Wish } from '../../../shared/core/ledger/next-event.ts';
import { type Binding, bindingOf } from '../../../shared/core/ledger/request.ts';
import { forgetRemote } from '../../../shared/node/ledger/known-remotes.ts';
import { DEFAULT_REMOTE_REF } from '../../../shared/node/ledger/remote-address.ts';
import { anew, commitByHand, type Remote, remoteOf } from '../../support/made-by-hand.ts';
import { must as done } from '../../support/real-ledger.ts';
import {
  approve,
  ask,
  ledgerOf,
  makeTeam,
  must,
  refusedSaying,
  type SharedLedger,
  shareLedger,
  type Team,
  TWO_ROLES,
  WORK,
} from '../../support/workflow-people.ts';

const FILE = '.env.production';
const FILES = {
  'secure-config.yaml': TWO_ROLES,
  [FILE]: 'PORT=8080\n',
};
const IN_FIVE_HOURS = () => new Date(Date.now() + 5 * 3_600_000);

describe('an approval that does not count, between two clones', function () {
  this.timeout(120_000);
  let team: Team;
  let remote: Remote;
  let people: SharedLedger<'ann' | 'bob' | 'dan'>['people'];
  let services: SharedLedger<'ann' | 'bob' | 'dan'>['services'];
  let everybody: () => Promise<unknown>;
  /** What bob's approval named, and git's id of it; and what one has to name since dan has edited the request. */
  let edited: Binding;
  let current: Binding;
  let honest = '';

  before(async () => {
    team = makeTeam(FILES);
    ({
      people,
      services,
      sync: everybody,
    } = await shareLedger(team, { ann: [], bob: ['operator'], dan: [] }));
    remote = remoteOf(team.root);
    people.dan.write(FILE, 'PORT=9001\n');
    const { id } = await ask(services.dan, 'production');
    await everybody();
    edited = await bindingHere(id);
    await approve(services.bob, id);
    await everybody();
    honest = remote.head();
    people.dan.write(FILE, 'PORT=6666\n');
    const { basis: other } = await must(services.dan.previewRequest('production'));
    const wish = { environment: 'production', justification: 'Other.', impact: '', rollbackPlan: '' };
    await must(services.dan.editRequest({ id, ...wish, basis: other }));
    await everybody();
    current = await bindingHere(id);
  });
  after(() => team.close());

  const bindingHere = async (id: string): Promise<Binding> => {
    const ledger = await ledgerOf(people.bob);
    const request = done(await ledger.refresh()).state.requests.get(id);
    await ledger.close();
    return request ? bindingOf(request) : assert.fail('bob has the request');
  };
  /** As if ann had never seen the remote. */
  const forgetRemoteHere = async (): Promise<void> => {
    const { repository, close } = await ledgerOf(people.ann);
    done(await forgetRemote(repository, { url: remote.url, ref: DEFAULT_REMOTE_REF }));
    await close();
  };
  const approval = (binding: Binding, ...roles: readonly string[]): Wish => ({
    kind: 'request.approved',
    data: { ...binding, roles, comment: '' },
  });

  const cases: readonly (readonly [what: string, message: RegExp, push: () => unknown])[] = [
    [
      'forged: by a key of nobody in bob’s name',
      /The policy knows nobody with the key that signed for bob@shop\.example/,
      async () =>
        remote.push(
          await commitByHand({ person: people.bob, signedBy: 'nobody' }, approval(current, 'operator')),
        ),
    ],
    [
      'forged: by bob’s key in ann’s name',
      /is ann@shop\.example’s by its text and bob@shop\.example’s by its signature/,
      async () =>
        remote.push(
          await commitByHand(
            { person: people.ann, signedBy: people.bob },
            approval(current, 'administrator'),
          ),
        ),
    ],
    [
      'forged: with bob’s signature of another text',
      /The signature is not of this key over this content/,
      () => remote.push(anew(remote, honest, text => text.replace(edited.digest, current.digest))),
    ],
    [
      'replayed: bob’s commit on top, as it was',
      /The signature is not of this key over this content/,
      () => remote.push(anew(remote, honest)),
    ],
    [
      'replayed: cherry-picked by git',
      /signed/,
      () =>
        remote.pushMade(
          'cherry-pick',
          '--strategy=ours',
          '--allow-empty',
          '--keep-redundant-commits',
          honest,
        ),
    ],
    [
      'replayed: rebased by git, for who has not seen the remote before',
      /signed/,
      async () => {
        remote.pushMade('rebase', '-q', '--force-rebase', '--keep-empty', `${honest}~1`);
        await forgetRemoteHere();
      },
    ],
    [
      'replayed: bob’s event, signed by him once more',
      /has number \d+, and \d+ comes next/,
      async () => {
        const { seq, id } = JSON.parse(remote.read(honest).split('\n\n').at(-1) ?? '');
        remote.push(await commitByHand({ person: people.bob }, approval(edited, 'operator'), { seq, id }));
      },
    ],
    [
      'stale: of what the request said before',
      /was edited/,
      async () => remote.push(await commitByHand({ person: people.bob }, approval(edited, 'operator'))),
    ],
    [
      'self-given',
      /nobody approves their own/,
      async () => remote.push(await commitByHand({ person: people.dan }, approval(current, 'operator'))),
    ],
    [
      'expired',
      /expired/,
      async () => {
        const time = IN_FIVE_HOURS().toISOString();
        remote.push(await commitByHand({ person: people.bob }, approval(current, 'operator'), { time }));
      },
    ],
    [
      'by the wrong role',
      /administrator is not theirs/,
      async () => remote.push(await commitByHand({ person: people.bob }, approval(current, 'administrator'))),
    ],
  ];
  for (const [what, message, push] of cases) {
    it(`is refused: ${what}`, async () => {
      const good = remote.head();
      const before = await must(services.ann.status());
      try {
        await push();
        const refused = await services.ann.sync(WORK);
        assert.ok(!refused.ok);
        assert.match(refused.message, message);
        assert.match(
          refused.message,
          /^Event \d+ of the ledger at .* does not follow\. .* your ledger is as it was\./,
        );
        const status = await must(services.ann.status());
        assert.equal(status?.head, before?.head);
        assert.deepEqual((await must(services.ann.request(current.request))).approvals, []);
        const [alarm, ...others] = status?.alarms ?? [];
        assert.deepEqual([alarm?.kind, alarm?.message, others], ['invalid', refused.message, []]);
        await must(
          services.ann.acknowledgeAlarm({ id: alarm?.id ?? '', note: 'Told who keeps the remote.' }),
        );
      } finally {
        remote.reset(good);
      }
      await must(services.ann.sync(WORK));
    });
  }

  it('is refused once the time of the request is over, and so is applying', async () => {
    await approve(services.ann, current.request);
    await everybody();
    const late = people.bob.service(IN_FIVE_HOURS);
    const request = await must(late.request(current.request));
    assert.equal(request.status, 'expired');
    const { id, digest } = request;
    assert.equal(await refusedSaying(late.approve({ id, digest, comment: '' }), /expired/), 'expired');
    assert.equal(await refusedSaying(late.apply(id), /expired/), 'expired');
    assert.equal(people.bob.read(FILE), FILES[FILE]);
    await approve(services.bob, id);
    assert.equal(await refusedSaying(late.apply(id), /expired/), 'expired');
  });
});
