/** Says in the client's output what went wrong, and never what stands in a document: errors may quote their input. */
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';

export interface Log {
  info(message: string): void;
  /** `during`: what was being done, in words of ours. Of the error only its class and its stack frames are told. */
  fault(during: string, error: unknown): void;
}

export function createLog(connection: Connection): Log {
  return {
    info: message => connection.console.info(message),
    fault: (during, error) => connection.console.error(`Fault during ${during}: ${anonymous(error)}`),
  };
}

/** The error without its message. */
function anonymous(error: unknown): string {
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`;
  const heading = `${error.name}: ${error.message}`;
  const stack = error.stack ?? '';
  const frames = stack.startsWith(heading) ? stack.slice(heading.length) : '';
  return error.name + frames.split('\n', 13).join('\n');
}

/**
 * Wraps the handler of a request: what it throws is logged and answered as an error, both without content, and never
 * reaches the connection, which would quote the message.
 */
export function guarded<Params, Result>(
  log: Log,
  method: string,
  handler: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>> {
  return async (params, token) => {
    try {
      return await handler(params, token);
    } catch (error) {
      log.fault(method, error);
      return new ResponseError<never>(
        LSPErrorCodes.RequestFailed,
        `Secure Config could not answer ${method}: a fault of its own, or parameters of the wrong shape. Its output says where.`,
      );
    }
  };
}

/** The same for a notification, which has no answer. */
export function guardedNotification<Params>(
  log: Log,
  method: string,
  handler: (params: Params) => void,
): (params: Params) => void {
  return params => {
    try {
      handler(params);
    } catch (error) {
      log.fault(method, error);
    }
  };
}

/** A request of ours to the client whose answer nobody waits for: that it failed is only logged. */
export function askClient(log: Log, method: string, ask: () => Promise<unknown>): void {
  ask().catch(error => log.fault(method, error));
}

/** What a request that its client has cancelled is answered with. */
export function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}
