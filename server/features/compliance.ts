/** `secureConfig/compliance`: every file that has been checked, for the compliance view. */
import type { FileCompliance } from '../../shared/protocol.ts';
import { coalesce } from '../coalesce.ts';
import type { Feature } from '../context.ts';
import { notificationType, requestType } from '../custom-messages.ts';
import { guarded } from '../log.ts';
import type { Results } from '../results.ts';

/** Milliseconds: one notification for all the files that a check of the workspace goes through meanwhile. */
const DELAY = 100;

export const compliance: Feature = {
  register: ({ client, connection, log, results }) => {
    connection.onRequest(
      requestType('secureConfig/compliance'),
      guarded(log, 'secureConfig/compliance', () => filesOf(results)),
    );
    if (!client.notifications) return;
    const tell = coalesce(DELAY, () => {
      void connection.sendNotification(notificationType('secureConfig/complianceChanged'), {});
    });
    results.onDidChange(tell);
  },
};

function filesOf(results: Results): readonly FileCompliance[] {
  return results
    .all()
    .flatMap(({ uri, displayPath, status, findings }) =>
      status ? [{ uri, path: displayPath, status, findings }] : [],
    );
}
