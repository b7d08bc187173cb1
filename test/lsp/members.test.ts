/** Members come and go from the editor: by a request where there is another administrator, or at once where the policy says so. */
import assert from 'node:assert/strict';
import { codeOfRefusal, type LedgerEditor, startLedgerEditor } from '../support/lsp-ledger.ts';

describe('server: members of a ledger', function () {
  this.timeout(60_000);
  let ledger: LedgerEditor;
  afterEach(() => ledger.stop());

  it('are added by their introduction and removed, with what they still know: by request, and at once', async () => {
    ledger = await startLedgerEditor();
    await ledger.begin();
    const { ask } = ledger;
    const names = async () =>
      (await ask('secureConfig/members', {})).members.map(
        ({ principal, roles, readsSecrets }) => `${principal} ${roles.length} ${readsSecrets}`,
      );
    const { introduction } = await ask('secureConfig/createIdentity', { name: 'cleo', key: null });
    const cleo = { introduction, roles: ['devops_lead'], readsSecrets: true };
    assert.deepEqual(await names(), ['ann 5 true', 'bob 5 true']);
    assert.equal(
      await codeOfRefusal(
        ask('secureConfig/addMember', { ...cleo, introduction: introduction.replace(' age1', ' age2') }),
      ),
      'key-text',
    );
    const obstacle = async () => (await ask('secureConfig/members', {})).obstacle;
    await ledger.becomes('cleo');
    assert.match((await obstacle()) ?? '', /cleo/, 'no member');
    await ledger.becomes('ann');
    assert.equal(await obstacle(), null);
    const asked = await ask('secureConfig/addMember', cleo);
    const request = asked.request ?? '';
    assert.equal((await ask('secureConfig/request', { id: request })).kind, 'policy');
    assert.deepEqual(await names(), ['ann 5 true', 'bob 5 true']);
    await ask('secureConfig/cancelRequest', { id: request, reason: 'Not by a request.' });

    await nobodyElseAgrees();
    assert.deepEqual(await ask('secureConfig/addMember', cleo), {
      principal: 'cleo',
      request: null,
      toRotate: [],
    });
    assert.deepEqual(await names(), ['ann 5 true', 'bob 5 true', 'cleo 1 true']);
    await ledger.becomes('cleo');
    assert.equal(await obstacle(), 'Only security_admin may change who is a member; cleo has devops_lead.');
    assert.equal(await codeOfRefusal(ask('secureConfig/removeMember', { principal: 'bob' })), 'wrong-role');
    await ledger.becomes('ann');
    assert.equal(await obstacle(), null);
    const { request: none, toRotate } = await ask('secureConfig/removeMember', { principal: 'cleo' });
    assert.deepEqual([none, toRotate.map(({ number }) => number)], [null, [1]]);
    assert.ok(toRotate[0]?.fields.includes('auth.jwt_secret_key'));
    assert.deepEqual(await names(), ['ann 5 true', 'bob 5 true']);
    assert.equal(
      await codeOfRefusal(ask('secureConfig/removeMember', { principal: 'nobody' })),
      'unknown-principal',
    );
  });

  /** Bob agrees to it. */
  async function nobodyElseAgrees(): Promise<void> {
    const { ask, becomes } = ledger;
    const yaml = 'administration: { roles: [security_admin], approvals: 0 }';
    const edit = { kind: 'edit', yaml } as const;
    const { from } = await ask('secureConfig/previewPolicy', edit);
    const asked = await ask('secureConfig/changePolicy', { ...edit, justification: 'One will do.', from });
    assert.equal(asked.kind, 'requested');
    const { id, digest } = asked.request;
    await becomes('bob');
    await ask('secureConfig/approveRequest', { id, digest, comment: '' });
    await becomes('ann');
    await ask('secureConfig/applyRequest', { id });
  }
});
