/** Each kind of event, in one story that has them all: written and read back, replayed, and told in a line. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decodeEvent, encodeEvent } from '../../../shared/core/ledger/event.ts';
import { KINDS, kindNamed } from '../../../shared/core/ledger/kinds.ts';
import { replay, type SignedEvent } from '../../../shared/core/ledger/replay.ts';
import { contentOf, proposal, voicehivePolicy, Workflow } from '../../support/workflow.ts';
import { ALGORITHM, adopt, algorithm, approved, emergency, rejected } from '../../support/workflow-table.ts';

const team = story();
const { signed } = team.ledger;

describe('every kind of event', () => {
  for (const { kind } of KINDS) {
    it(`${kind} is read back as it was written, and takes nothing else`, () => {
      const samples = signed.filter(({ event }) => event.kind === kind);
      assert.ok(samples.length > 0, `the story has no ${kind}`);
      for (const { event } of samples) {
        const read = decodeEvent(encodeEvent(event));
        assert.deepEqual('event' in read && read.event, event);
        const data = kindNamed(kind)?.data;
        assert.equal(data?.(event.data, 'data'), undefined);
        assert.match(data?.({ ...(event.data as object), more: 1 }, 'data') ?? '', /unknown key/);
        for (const key of Object.keys(event.data as object)) {
          assert.match(data?.(without(event.data as object, key), 'data') ?? '', /^data\.\w+/);
        }
      }
    });

    it(`${kind} is told in a line`, () => {
      const [sample] = signed.filter(({ event }) => event.kind === kind);
      assert.match(kindNamed(kind)?.summary(sample?.event.data) ?? '', /^\S[^\n]*$/);
    });
  }

  it('gives the same state at once, in two parts, and out of its text', () => {
    const texts = signed.map(each => ({ ...each, event: reread(each) }));
    assert.deepEqual(replay(undefined, texts).state, team.state);
    for (let split = 1; split < signed.length; split++) {
      const first = replay(undefined, signed.slice(0, split));
      assert.deepEqual(replay(first.state, signed.slice(split)).state, team.state);
    }
  });

  it('can be left out nowhere', () => {
    for (let gap = 1; gap < signed.length - 1; gap++) {
      assert.equal(replay(undefined, signed.toSpliced(gap, 1)).refusal?.code, 'sequence');
    }
  });
});

function story(): Workflow {
  const team = new Workflow().begins();
  const where = { environment: 'production', number: 1 };
  rejected(team);
  team.apply('rita', approved(team));
  team.does('sam', { command: 'deprecate', ...where, reason: 'It leaks.' });
  team.does('rita', { command: 'tag', ...where, add: ['found'], remove: [] });
  const edited = algorithm(team);
  team.does('rita', { command: 'edit', request: edited, ...proposal(team.change(ALGORITHM)) });
  team.does('rita', { command: 'cancel', request: edited, reason: 'Not needed.' });
  const late = algorithm(team);
  team.later(9 * 60).does('nina', { command: 'expire', request: late });
  const urgent = emergency(team);
  assert.equal(team.apply('rita', urgent), undefined);
  team.does('sys', { command: 'review', request: urgent, finding: 'It was necessary.' });
  const check = { action: 'integrity-check-failed', environment: 'production', version: 1 } as const;
  team.does('sys', { command: 'recordAudit', ...check, detail: 'A file is missing.' });
  adopt(team, { approvals: voicehivePolicy().approvals });
  const content = {
    ...contentOf('staging'),
    bundle: { digest: `sha256:${'d'.repeat(64)}`, sealed: 'b'.repeat(64) },
  };
  const assessment = { score: 99.5, isCompliant: true, ruleSet: team.state.policy.ruleSet ?? '' };
  team.does('sam', {
    command: 'createVersion',
    environment: 'staging',
    message: 'Found.',
    content,
    assessment,
  });
  const data = { bundles: { [content.bundle.digest]: 'c'.repeat(64) } };
  assert.equal(team.ledger.append('bundle.reencrypted', 'sam', data, { time: team.time }), undefined);
  return team;
}

function reread({ event }: SignedEvent): SignedEvent['event'] {
  const read = decodeEvent(encodeEvent(event));
  assert.ok('event' in read);
  return read.event;
}

function without(data: object, key: string) {
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== key));
}
