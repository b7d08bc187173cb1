/** `secureConfig/baselineText`: the approved text of an open document, for the marks beside its lines. */
import type { BaselineText } from '../../shared/protocol/ledger.ts';
import type { Feature } from '../context.ts';
import { requestType } from '../custom-messages.ts';
import type { FileCheck } from '../file-check.ts';
import { guarded } from '../log.ts';

export const baselineText: Feature = {
  register: ({ connection, log, validation }) => {
    connection.onRequest(
      requestType('secureConfig/baselineText'),
      guarded(log, 'secureConfig/baselineText', async ({ uri }) => textOf(await validation.current(uri))),
    );
  },
};

function textOf(check: FileCheck | undefined): BaselineText | null {
  const { checked, measured } = check?.analysis ?? {};
  if (!checked || !measured || typeof check?.version !== 'number') return null;
  const { text, cuts } = measured.baseline.text(checked);
  const { lines } = checked.document;
  return {
    documentVersion: check.version,
    text,
    cuts: cuts.map(({ at, same }) => ({ at, same: same && lines.rangeOf(same) })),
  };
}
