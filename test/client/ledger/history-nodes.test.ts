import assert from 'node:assert/strict';
import { describeDay } from '../../../client/ledger/words.ts';
import { drawHistory } from '../../../client/views/history-nodes.ts';
import type { ShownVersion } from '../../../shared/protocol/ledger.ts';
import { FOLDER, version } from './samples.ts';

const draw = (but: Partial<ShownVersion>, number = 3) =>
  drawHistory({ kind: 'version', folderUri: FOLDER, version: version(number, but) });

describe('the History tree', () => {
  const cases: readonly [what: string, but: Partial<ShownVersion>, icon: string, description: string][] = [
    ['a version like any other', {}, 'circle-outline', 'more log'],
    ['the active one', { status: 'active' }, 'pass-filled', 'active — more log'],
    ['one with tags', { tags: ['r1', 'r2'] }, 'tag', '#r1 · #r2 — more log'],
    ['an emergency', { emergency: true }, 'flame', 'emergency — more log'],
    ['a deprecated one', { status: 'deprecated' }, 'circle-slash', 'deprecated — more log'],
    [
      'a corrupted one',
      { status: 'corrupted', emergency: true },
      'error',
      'corrupted · emergency — more log',
    ],
    [
      'an active emergency rollback',
      { status: 'active', emergency: true, rollback: { to: 1, reason: 'security_incident' } },
      'pass-filled',
      'active · emergency · back to v1 — more log',
    ],
  ];
  for (const [what, but, icon, description] of cases) {
    it(`marks ${what}`, () => {
      const drawn = draw(but);
      const day = describeDay(version(3).time);
      assert.deepEqual([drawn.icon, drawn.description], [icon, `${description} · ${day}`]);
    });
  }

  it('says in the tooltip what a version is, who made it and who approved it', () => {
    const { tooltip } = draw({ request: 'r-1', rollback: { to: 1, reason: 'planned_rollback' } });
    const text = tooltip.join('\n');
    for (const part of [
      'Score 98.5, compliant',
      'By ann',
      'Approved by bob',
      'Request r-1',
      'Rolled back to v1: Planned rollback',
    ])
      assert.ok(text.includes(part), part);
  });

  it('says why a version is corrupted', () => {
    assert.ok(
      draw({ status: 'corrupted', corruption: 'A file is not what was signed.' }).tooltip.includes(
        'A file is not what was signed.',
      ),
    );
  });

  it('has words for menus: the first version has none before it', () => {
    assert.equal(draw({ status: 'active' }, 1).context, 'version active');
    assert.equal(draw({ request: 'r-1' }).context, 'version inactive hasPrevious hasRequest');
  });

  it('speaks the environment, the number, what is special, message, author and score', () => {
    assert.match(
      draw({ status: 'active', tags: ['r1'] }).spoken,
      /^production v3, active, #r1, more log, by ann, .*score 98.5$/,
    );
  });

  it('shows a changed field with what it was, and warns of one that is less secure', () => {
    const change = (but: object) =>
      drawHistory({
        kind: 'change',
        folderUri: FOLDER,
        version: version(2),
        difference: {
          field: 'log_level',
          change: 'changed',
          secret: false,
          downgrade: false,
          before: 'INFO',
          after: 'DEBUG',
          path: '.env',
          ...but,
        },
      });
    assert.equal(change({}).description, 'INFO → DEBUG');
    assert.equal(change({ change: 'added', before: null }).description, 'new: DEBUG');
    assert.equal(change({ change: 'removed', after: null }).description, 'was INFO');
    assert.equal(change({ secret: true, before: '••••', after: '••••' }).description, 'another secret');
    assert.equal(change({ downgrade: true }).icon, 'warning');
    assert.match(change({ downgrade: true }).spoken, /Less secure than before/);
  });
});
