/** `secureConfig/report`, and the same as a command for other editors: the full report of one document, open or not. */
import type { Feature } from '../context.ts';
import { requestType } from '../custom-messages.ts';
import { guarded } from '../log.ts';

export const report: Feature = {
  register: ({ checker, connection, log }) => {
    connection.onRequest(
      requestType('secureConfig/report'),
      guarded(log, 'secureConfig/report', ({ uri }) => checker.report(uri)),
    );
  },
  commands: {
    'secureConfig.server.report': async ({ checker }, [uri]) =>
      typeof uri === 'string' ? checker.report(uri) : null,
  },
};
