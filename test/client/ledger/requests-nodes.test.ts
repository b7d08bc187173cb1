import assert from 'node:assert/strict';
import { describeDay } from '../../../client/ledger/words.ts';
import { drawRequests } from '../../../client/views/requests-nodes.ts';
import type { ShownRequest } from '../../../shared/protocol/ledger.ts';
import { FOLDER, request } from './samples.ts';

const NOW = new Date('2026-11-20T15:30:00.000Z');
const draw = (but: Partial<ShownRequest> = {}, now = NOW) =>
  drawRequests({ kind: 'request', whose: 'all', folderUri: FOLDER, request: request(but) }, now);

describe('the Requests tree', () => {
  it('shows the time that is left, the progress of the approvals and the priority', () => {
    assert.equal(draw().description, '2 h 30 min left · 1 of 2 approvals · high');
  });

  const rests: readonly [now: string, words: string][] = [
    ['2026-11-18T17:00:00.000Z', '2 d 1 h left'],
    ['2026-11-20T17:45:00.000Z', '15 min left'],
    ['2026-11-20T17:59:30.000Z', 'less than a minute left'],
    ['2026-11-20T18:00:01.000Z', 'time is up'],
  ];
  for (const [now, words] of rests) {
    it(`counts down: ${words}`, () =>
      assert.ok(draw({}, new Date(now)).description?.startsWith(`${words} · `)));
  }

  it('shows what has become of one that is over and when it was filed, without roles and time', () => {
    const drawn = draw({ status: 'rejected' });
    const description = `rejected · ${describeDay(request().filed)} · high`;
    assert.deepEqual([drawn.description, drawn.icon, drawn.children], [description, 'error', 'none']);
  });

  it('says when one is out of date, or approved and not yet applied', () => {
    assert.match(draw({ isStale: true }).description ?? '', /^out of date/);
    assert.match(draw({ status: 'approved' }).description ?? '', /^approved, 2 h 30 min left/);
  });

  it('marks an emergency whose review is owed, and more so when it is overdue', () => {
    const emergency = {
      principal: 'eve',
      reason: 'fire',
      reviewDue: '2026-11-23T10:00:00.000Z',
      isOverdue: false,
      review: null,
    };
    assert.deepEqual(
      [draw({ status: 'applied', emergency }).icon, draw({ status: 'applied', emergency }).color],
      ['flame', 'problemsWarningIcon.foreground'],
    );
    assert.equal(
      draw({ status: 'applied', emergency: { ...emergency, isOverdue: true } }).color,
      'problemsErrorIcon.foreground',
    );
    assert.match(draw({ status: 'applied', emergency }).context, /reviewOwed/);
    assert.match(draw({ status: 'applied', emergency }).description ?? '', /^review owed by /);
    const overdue = { ...emergency, isOverdue: true };
    assert.match(draw({ status: 'applied', emergency: overdue }).description ?? '', /^review overdue/);
  });

  it('has words for menus', () => {
    assert.equal(draw().context, 'request pending others');
    assert.equal(draw({ isMine: true, status: 'approved' }).context, 'request approved mine');
  });

  it('says in the tooltip who asked, in which role, until when, and which roles are missing', () => {
    const text = draw().tooltip.join('\n');
    for (const part of [
      'Asked for by ann (devops_lead)',
      'security_admin: not yet',
      'platform_admin: approved by bob',
    ])
      assert.ok(text.includes(part), part);
  });

  it('says in the tooltip why one may not approve it, or apply what is approved, beside the title and in one’s own time', () => {
    const { id } = request();
    const refusals = {
      approve: `The request ${id} expired at 2026-11-20T18:00:00.000Z. File a new one.`,
      apply: 'Not you.',
    };
    const last = (but: Partial<ShownRequest>) => draw({ ...but, refusals }).tooltip.at(-1);
    assert.match(last({ status: 'expired' }) ?? '', /^The request expired at .*2026.*\. File a new one\.$/);
    assert.doesNotMatch(last({ status: 'pending' }) ?? '', /000Z/);
    assert.equal(last({ status: 'approved' }), 'Not you.');
    assert.equal(last({ status: 'rejected' }), 'security_admin: not given');
  });

  it('says of a group without requests that there are none', () => {
    assert.equal(drawRequests({ kind: 'group', whose: 'waiting', count: 0 }, NOW).description, 'none');
    assert.equal(drawRequests({ kind: 'group', whose: 'waiting', count: 2 }, NOW).description, undefined);
  });
});
