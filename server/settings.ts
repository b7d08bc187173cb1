/** The settings that hold for a resource: asked of the client once, kept until they change, and never trusted. */
import type { Connection } from 'vscode-languageserver/node';
import type { Settings } from '../shared/protocol.ts';
import type { Client } from './client.ts';
import type { Log } from './log.ts';

const SECTION = 'secureConfig';

export interface SettingsStore {
  /** `scopeUri`: the document's or its workspace folder's. Defaults where the client has no settings to give. */
  of(scopeUri: string): Promise<Settings>;
  /** They have changed; `pushed` is what a client sends along that cannot be asked. */
  invalidate(pushed?: unknown): void;
  forget(scopeUri: string): void;
}

export function createSettings(connection: Connection, client: Client, log: Log): SettingsStore {
  const known = new Map<string, Promise<Settings>>();
  let fallback = readSettings(undefined);

  const ask = async (scopeUri: string): Promise<Settings> => {
    try {
      return readSettings(await connection.workspace.getConfiguration({ scopeUri, section: SECTION }));
    } catch (error) {
      log.fault('workspace/configuration', error);
      return fallback;
    }
  };

  return {
    of: scopeUri => {
      if (!client.configuration) return Promise.resolve(fallback);
      const settings = known.get(scopeUri) ?? ask(scopeUri);
      known.set(scopeUri, settings);
      return settings;
    },
    invalidate: pushed => {
      known.clear();
      const given = recordOf(pushed);
      if (SECTION in given) fallback = readSettings(given[SECTION]);
    },
    forget: scopeUri => known.delete(scopeUri),
  };
}

/** Takes what has the right type, and the default for the rest. */
function readSettings(value: unknown): Settings {
  const given = recordOf(value);
  return {
    enable: given.enable !== false,
    dialects: Array.isArray(given.dialects) ? given.dialects.filter(name => typeof name === 'string') : [],
    profile: typeof given.profile === 'string' ? given.profile.trim() : '',
    codeLens: { enable: recordOf(given.codeLens).enable !== false },
    portability: { enable: recordOf(given.portability).enable !== false },
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
