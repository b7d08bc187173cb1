/** `secureConfig/secretSpans`: where the client is to cover secrets. Asked for, since most documents are not shown. */
import { isForProduction, secretSpans as spansIn } from '../../shared/core/assist/secret-spans.ts';
import type { SecretSpans } from '../../shared/protocol.ts';
import type { Feature } from '../context.ts';
import { requestType } from '../custom-messages.ts';
import type { FileCheck } from '../file-check.ts';
import { guarded } from '../log.ts';

export const secretSpans: Feature = {
  register: ({ connection, log, validation }) => {
    connection.onRequest(
      requestType('secureConfig/secretSpans'),
      guarded(log, 'secureConfig/secretSpans', async ({ uri }) => answer(await validation.current(uri))),
    );
  },
};

function answer(check: FileCheck | undefined): SecretSpans | null {
  if (!check?.analysis) return null;
  const { checked } = check.analysis;
  const { lines } = checked.document;
  return {
    version: check.version,
    production: isForProduction(checked),
    ranges: spansIn(checked).map(lines.rangeOf),
  };
}
