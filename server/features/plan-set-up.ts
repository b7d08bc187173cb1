/** `secureConfig/planSetUp`: what setting up a folder would write. The client shows it, and writes it if it is wanted. */
import path from 'node:path';
import { planSetUp as plan } from '../../shared/core/profile/infer.ts';
import { filesForSetUp } from '../../shared/node/set-up-files.ts';
import { readStamp } from '../../shared/node/stamp.ts';
import type { SetUpPlan } from '../../shared/protocol.ts';
import type { Feature } from '../context.ts';
import { pathOfUri, uriOfPath } from '../convert.ts';
import { requestType } from '../custom-messages.ts';
import { guarded } from '../log.ts';

export const planSetUp: Feature = {
  register: ({ connection, log }) => {
    connection.onRequest(
      requestType('secureConfig/planSetUp'),
      guarded(log, 'secureConfig/planSetUp', ({ folderUri }) => planFor(folderUri)),
    );
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
