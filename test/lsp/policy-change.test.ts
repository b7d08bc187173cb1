/** The policy changes from the editor: what manifest and profile propose is shown, and adopted as the policy itself says. */
import assert from 'node:assert/strict';
import type { LedgerFolder } from '../../shared/protocol/ledger.ts';
import {
  codeOfRefusal,
  type LedgerEditor,
  ORIGINAL,
  PRODUCTION,
  startLedgerEditor,
} from '../support/lsp-ledger.ts';
import { until } from '../support/lsp-listening.ts';

const MANIFEST = 'secure-config.yaml';

describe('server: a change of the policy', function () {
  this.timeout(60_000);
  let ledger: LedgerEditor;
  afterEach(() => ledger.stop());

  it('is proposed by the files, and lets be asked for what was refused under other rules', async () => {
    ledger = await startLedgerEditor();
    await ledger.begin();
    const { ask, editor, onDisk, save, tell } = ledger;
    const proposed = async () => {
      const [folder] = await editor.connection.sendRequest<readonly LedgerFolder[]>(
        'secureConfig/ledgers',
        null,
      );
      return folder?.status?.proposed;
    };
    const adopt = { kind: 'adopt' } as const;
    assert.deepEqual(await proposed(), []);
    assert.equal(await codeOfRefusal(ask('secureConfig/previewPolicy', adopt)), 'no-change');

    save(`${onDisk(MANIFEST)}rules:\n  OPS_001: off\n`, MANIFEST);
    const news = () => editor.heard.filter(({ method }) => method === 'secureConfig/ledgerChanged').length;
    const before = news();
    await tell(2, MANIFEST);
    await until(
      () => (news() > before ? true : undefined),
      () => 'the news of the manifest',
    );
    save(ORIGINAL.replace('JWT_EXPIRATION_MINUTES="15"', 'JWT_EXPIRATION_MINUTES="20"'));
    assert.deepEqual(await proposed(), ['ruleSet']);
    const refused = await ask('secureConfig/previewRequest', PRODUCTION);
    assert.equal(refused.obstacleCode, 'stale-rules');
    assert.match(refused.obstacle ?? '', /Secure Config: Propose Policy Change in the editor/);

    const { changes, before: old, after, approvals, from } = await ask('secureConfig/previewPolicy', adopt);
    assert.deepEqual([changes.map(({ field }) => field), approvals, from], [['ruleSet'], 1, 1]);
    const other = after.split('\n').filter(line => !old.split('\n').includes(line));
    assert.match(other.join('\n'), /^ruleSet: sha256:[0-9a-f]{64}$/);
    const wish = { ...adopt, justification: 'The pool is watched elsewhere.', from };
    assert.equal(
      await codeOfRefusal(ask('secureConfig/changePolicy', { ...wish, from: from - 1 })),
      'stale-content',
    );
    const asked = await ask('secureConfig/changePolicy', wish);
    assert.equal(asked.kind, 'requested');
    const { id, digest } = asked.request;
    assert.equal(await codeOfRefusal(ask('secureConfig/applyRequest', { id })), 'not-approved');
    await ledger.becomes('bob');
    await ask('secureConfig/approveRequest', { id, digest, comment: '' });
    await ledger.becomes('ann');
    await ask('secureConfig/applyRequest', { id });
    assert.deepEqual(await proposed(), []);
    assert.equal((await ask('secureConfig/previewRequest', PRODUCTION)).obstacleCode, null);
  });
});
