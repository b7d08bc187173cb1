/**
 * `secureConfig/planSetUp`: what setting up a folder would write. Our client shows it, and writes it if it is wanted.
 * Other editors have a command, which makes the files as changes that are not saved yet.
 */
import path from 'node:path';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { planSetUp as plan } from '../../shared/core/profile/infer.ts';
import { filesForSetUp } from '../../shared/node/set-up-files.ts';
import { readStamp } from '../../shared/node/stamp.ts';
import type { SetUpPlan } from '../../shared/protocol.ts';
import type { Client } from '../client.ts';
import type { Feature, ServerContext } from '../context.ts';
import { pathOfUri, uriOfPath } from '../convert.ts';
import { requestType } from '../custom-messages.ts';
import { guarded } from '../log.ts';
import { refusal } from '../workspace-edits.ts';

export const planSetUp: Feature = {
  register: ({ connection, log }) => {
    connection.onRequest(
      requestType('secureConfig/planSetUp'),
      guarded(log, 'secureConfig/planSetUp', ({ folderUri }) => planFor(folderUri)),
    );
  },
  commands: {
    'secureConfig.server.setUpFolder': async (context, [parameters]) => {
      const folderUri = (parameters as { folderUri?: unknown } | undefined)?.folderUri;
      return typeof folderUri === 'string'
        ? setUp(folderUri, context)
        : refusal('Name the folder to set up: folderUri.');
    },
  },
};

async function planFor(folderUri: string): Promise<SetUpPlan> {
  const folder = pathOfUri(folderUri);
  if (folder === undefined) return { files: [], notes: ['Only a folder on this machine can be set up.'] };
  const { files, notes } = plan(await filesForSetUp(folder));
  const planned = files.map(async ({ path: name, content }) => {
    const target = path.join(folder, name);
    const exists = (await readStamp(target)) !== undefined;
    return { uri: uriOfPath(target), path: name, content, exists };
  });
  return { files: await Promise.all(planned), notes };
}

/** The plan, of which the editor shows what is new. A file that is there is left as it is. */
async function setUp(folderUri: string, { client, connection }: ServerContext): Promise<unknown> {
  const planned = await planFor(folderUri);
  const missing = planned.files.filter(({ exists }) => !exists);
  if (missing.length === 0) return refusal('There is nothing to write: the folder is set up already.');
  if (!client.edits.appliesEdits) return refusal('This editor cannot be asked to make a file.');
  const edit = editFor(missing, client);
  const { applied } = await connection.workspace.applyEdit({ label: 'Set up this folder', edit });
  if (!applied) return refusal('The editor has not made the files.');
  if (planned.notes.length > 0) connection.window.showInformationMessage(planned.notes.join('\n'));
  return planned;
}

function editFor(files: SetUpPlan['files'], { edits }: Client): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  const insertions = files.map(({ uri, content }) => ({
    uri,
    edits: [{ range: { start, end: start }, newText: content }],
  }));
  if (!edits.createsFiles)
    return { changes: Object.fromEntries(insertions.map(each => [each.uri, each.edits])) };
  return {
    documentChanges: insertions.flatMap(each => [
      { kind: 'create' as const, uri: each.uri, options: { overwrite: false, ignoreIfExists: false } },
      { textDocument: { uri: each.uri, version: null }, edits: each.edits },
    ]),
  };
}
