/** `textDocument/publishDiagnostics`: for clients that do not pull, or ask for the shorter way (see the protocol). */
import type { Feature } from '../context.ts';

export const publishDiagnostics: Feature = {
  register: ({ client, connection, results }) => {
    if (client.pulls) return;
    /** URIs for which the client shows something. */
    const shown = new Set<string>();
    results.onDidChange(({ uri, check }) => {
      const diagnostics = [...(check?.diagnostics ?? [])];
      const version = check?.version ?? null;
      if (diagnostics.length === 0 && version === null && !shown.has(uri)) return;
      if (diagnostics.length > 0) shown.add(uri);
      else shown.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics, ...(version !== null && { version }) });
    });
  },
};
