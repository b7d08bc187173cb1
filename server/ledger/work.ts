/** Long work with a ledger: a signal that the request's cancellation sets, and progress in the client. */
import type { CancellationToken } from 'vscode-languageserver/node';
import type { Work } from '../../shared/node/workflow/service.ts';
import type { ServerContext } from '../context.ts';
import { withProgress } from '../progress.ts';

export interface LongCall {
  readonly workDoneToken?: string | number | undefined;
  readonly token: CancellationToken;
  readonly title: string;
}

export function worked<Value>(
  context: ServerContext,
  call: LongCall,
  run: (work: Work) => Promise<Value>,
): Promise<Value> {
  return withProgress(context, call, { title: call.title, unit: 'events' }, async (token, progress) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    if (token.isCancellationRequested) abort.abort();
    return run({ signal: abort.signal, progress });
  });
}
