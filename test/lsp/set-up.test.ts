/** Setting up a folder, and several roots whose manifests have nothing in common. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, it } from 'mocha';
import type { SetUpPlan } from '../../shared/protocol.ts';
import { type Editor, sandbox, startEditor } from '../support/lsp.ts';
import type { Published } from '../support/lsp-listening.ts';
import { PUSH } from '../support/lsp-shop.ts';

const SHOP = {
  '.env.example': 'PORT=3000\nAPI_URL=http://localhost\n',
  '.env.production': 'PORT=80a0\nAPI_URL=http://api.shop.example\n',
  'compose.yaml': 'services: { web: { env_file: .env.production } }\n',
};

interface Edit {
  readonly documentChanges?: readonly {
    readonly kind?: string;
    readonly edits?: readonly { readonly newText: string }[];
  }[];
}

describe('server: setting up', () => {
  let editor: Editor | undefined;
  afterEach(() => editor?.stop());

  it('leads from nothing to findings, and leaves a manifest alone that is there', async () => {
    editor = await startEditor(sandbox(SHOP), { capabilities: PUSH });
    const { open, published, uri, connection } = editor;
    open('.env.production');
    await published('.env.production', has());
    const folderUri = uri('');
    const plan = await connection.sendRequest<SetUpPlan>('secureConfig/planSetUp', { folderUri });
    const [manifest] = plan.files;
    assert.ok(manifest && plan.files.length === 1 && !manifest.exists);
    fs.writeFileSync(fileURLToPath(manifest.uri), manifest.content);
    const changes = [{ uri: manifest.uri, type: 1 }];
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await published('.env.production', has('TF_003', 'schema/type'));
    const again = await connection.sendRequest<SetUpPlan>('secureConfig/planSetUp', { folderUri });
    assert.deepEqual(
      again.files.map(({ exists }) => exists),
      [true],
    );
  });

  it('is a command for other editors, which makes the file as a change', async () => {
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create'] };
    editor = await startEditor(sandbox(SHOP), {
      capabilities: { ...PUSH, workspace: { applyEdit: true, workspaceEdit } },
    });
    const edits: Edit[] = [];
    editor.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: Edit }) => {
      edits.push(edit);
      return { applied: true };
    });
    await editor.connection.sendRequest('workspace/executeCommand', {
      command: 'secureConfig.server.setUpFolder',
      arguments: [{ folderUri: editor.uri('') }],
    });
    const [create, write] = edits[0]?.documentChanges ?? [];
    assert.equal(create?.kind, 'create');
    assert.match(write?.edits?.[0]?.newText ?? '', /^extends: twelve-factor$/m);
  });

  it('checks two roots by two profiles at once, and the nearest manifest governs in each', async () => {
    editor = await startEditor(
      sandbox({
        'hotel/secure-config.yaml': 'extends: voicehive\n',
        'hotel/.env.production': 'VOICEHIVE_ENVIRONMENT=production\nDEBUG=true\n',
        'hotel/tools/secure-config.yaml': 'extends: twelve-factor\n',
        'hotel/tools/.env.production': 'VOICEHIVE_LOG_LEVEL=debug\nDEBUG=true\n',
        'shop/secure-config.yaml':
          'extends: twelve-factor\nschema: { properties: { PORT: { type: integer } } }\n',
        'shop/.env.production': 'PORT=x\nDEBUG=true\n',
        'shop/part/.env.production': 'PORT=y\n',
      }),
      { capabilities: PUSH, folders: ['hotel', 'shop'] },
    );
    const { open, published, change } = editor;
    const files = ['hotel', 'hotel/tools', 'shop', 'shop/part'].map(folder => `${folder}/.env.production`);
    for (const file of files) open(file);
    const [hotel = '', tools = '', shop = '', part = ''] = files;
    await published(
      hotel,
      ({ diagnostics }) =>
        diagnostics.some(({ code }) => code === 'schema/required') &&
        !diagnostics.some(({ code }) => String(code).startsWith('TF_')),
    );
    await published(tools, has('TF_004', 'TF_005'));
    await published(shop, has('TF_004', 'schema/type'));
    await published(part, has('schema/type'));
    change(shop, { from: 'DEBUG=true', to: 'DEBUG=false' });
    await published(shop, has('schema/type'));
  });
});

function has(...codes: string[]): (published: Published) => boolean {
  return ({ diagnostics }) =>
    codes.toSorted().join() ===
    diagnostics
      .map(({ code }) => code)
      .toSorted()
      .join();
}
