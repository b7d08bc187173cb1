import assert from 'node:assert/strict';
import { drawAudit } from '../../../client/views/audit-nodes.ts';
import { FOLDER } from './samples.ts';

describe('the Audit list', () => {
  const icons: readonly [kind: string, icon: string][] = [
    ['ledger.created', 'book'],
    ['policy.changed', 'law'],
    ['version.created', 'versions'],
    ['version.tagged', 'tag'],
    ['request.filed', 'git-pull-request'],
    ['request.approved', 'pass'],
    ['request.emergency-approved', 'flame'],
    ['request.rejected', 'error'],
    ['request.applied', 'pass-filled'],
    ['bundle.reencrypted', 'key'],
    ['of.a-later-version', 'note'],
  ];
  for (const [kind, icon] of icons) {
    it(`gives ${kind} the icon ${icon}`, () => assert.equal(draw(kind).icon, icon));
  }

  it('says who signed an event, and what it is about', () => {
    const { label, description, tooltip } = draw('request.filed');
    assert.equal(label, 'asks for a change');
    assert.match(description ?? '', /^ann · /);
    assert.ok(tooltip.includes('Event 7, request.filed') && tooltip.includes('Environment production'));
  });
});

function draw(kind: string) {
  const event = {
    seq: 7,
    id: 'e-7',
    kind,
    time: '2026-11-20T10:00:00.000Z',
    principal: 'ann',
    environment: 'production',
    summary: 'asks for a change',
  };
  return drawAudit({ kind: 'event', folderUri: FOLDER, event });
}
