/** What the small editor of the server tests hears, and how a test waits for it. */
import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver/node';

/** Milliseconds within which anything that is waited for has to come. */
const PATIENCE = 15_000;
const DIAGNOSTICS = 'textDocument/publishDiagnostics';

export interface Heard {
  readonly method: string;
  readonly params: unknown;
}

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

export interface EditorListening {
  /** Every notification and request of the server, in order. */
  readonly heard: readonly Heard[];
  /** Waits until what was last published for the newest version of the file satisfies the condition. */
  published(file: string, accept?: (published: Published) => boolean): Promise<Published>;
  /** Waits for a message of the name that satisfies the condition; one that has come already will do. */
  hears(method: string, accept?: (params: never) => boolean): Promise<unknown>;
}

export function createListening(
  heard: readonly Heard[],
  uri: (file: string) => string,
  version: (file: string) => number | undefined,
): EditorListening {
  const last = (file: string): Published | undefined => {
    const published = heard
      .filter(({ method }) => method === DIAGNOSTICS)
      .map(each => each.params as Published);
    const newest = version(file);
    return published.findLast(
      each => each.uri === uri(file) && (newest === undefined || each.version === newest),
    );
  };
  return {
    heard,
    published: async (file, accept = () => true) => {
      const found = () => {
        const published = last(file);
        return published && accept(published) ? published : undefined;
      };
      return until(found, () => `diagnostics of ${file}; last: ${JSON.stringify(last(file), null, 1)}`);
    },
    hears: async (method, accept = () => true) => {
      const found = () => heard.findLast(each => each.method === method && accept(each.params as never));
      const { params } = await until(found, () => `${method}; heard ${JSON.stringify(heard, null, 1)}`);
      return params;
    },
  };
}

/** Waits until there is something; fails with the description when it does not come. */
export async function until<Value>(find: () => Value | undefined, describe: () => string): Promise<Value> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (Date.now() > end) assert.fail(`waited in vain for ${describe()}`);
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
