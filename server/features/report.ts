/** `secureConfig/report`: the full compliance report of one document, open or not. */
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
};
