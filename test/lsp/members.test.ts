/** Members come and go from the editor: at once, or by a request where the policy wants others to agree. */
import assert from 'node:assert/strict';
import { codeOfRefusal, type LedgerEditor, startLedgerEditor } from '../support/lsp-ledger.ts';

describe('server: members of a ledger', function () {
  this.timeout(60_000);
  let ledger: LedgerEditor;
  afterEach(() => ledger.stop());

  it('are added by their introduction and removed, with what they still know; then by request', async () => {
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
    assert.deepEqual(await ask('secureConfig/addMember', cleo), {
      principal: 'cleo',
      request: null,
      toRotate: [],
    });
    assert.deepEqual(await names(), ['ann 5 true', 'bob 5 true', 'cleo 1 true']);
    const { request, toRotate } = await ask('secureConfig/removeMember', { principal: 'cleo' });
    assert.deepEqual([request, toRotate.map(({ number }) => number)], [null, [1]]);
    assert.ok(toRotate[0]?.fields.includes('auth.jwt_secret_key'));
    assert.deepEqual(await names(), ['ann 5 true', 'bob 5 true']);

    const yaml = 'administration: { roles: [security_admin], approvals: 1 }';
    const edit = { kind: 'edit', yaml } as const;
    const { from } = await ask('secureConfig/previewPolicy', edit);
    await ask('secureConfig/changePolicy', { ...edit, justification: 'Two should agree.', from });
    const dora = await ask('secureConfig/createIdentity', { name: 'dora', key: null });
    const asked = await ask('secureConfig/addMember', { ...cleo, introduction: dora.introduction });
    assert.equal((await ask('secureConfig/request', { id: asked.request ?? '' })).kind, 'policy');
    assert.deepEqual(await names(), ['ann 5 true', 'bob 5 true']);
    assert.equal(
      await codeOfRefusal(ask('secureConfig/removeMember', { principal: 'nobody' })),
      'unknown-principal',
    );
  });
});
