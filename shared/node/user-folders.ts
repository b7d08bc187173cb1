/** Where a person's own files are: identities and settings apart from what is only remembered. */
import path from 'node:path';
import type { Environment } from './environment.ts';

export interface UserFolders {
  /** Identities: to be kept, and backed up. */
  readonly config: string;
  /** Ledgers, caches of them, remembered heads. */
  readonly state: string;
  /** What can be made again. */
  readonly cache: string;
}

/**
 * `SECURE_CONFIG_HOME` before all, for tests and for machines. Then what the platform says: XDG's folders, where a
 * relative path counts as absent, as their specification has it; Application Support; AppData.
 */
export function userFolders({ variables, home, platform }: Environment): UserFolders {
  const own = variables.SECURE_CONFIG_HOME;
  if (own) {
    return {
      config: path.resolve(own, 'config'),
      state: path.resolve(own, 'state'),
      cache: path.resolve(own, 'cache'),
    };
  }
  const xdg = (name: string, fallback: string): string => {
    const value = variables[name];
    return path.join(value && path.isAbsolute(value) ? value : fallback, 'secure-config');
  };
  if (platform === 'darwin') {
    const support = path.join(home, 'Library', 'Application Support');
    const config = xdg('XDG_CONFIG_HOME', support);
    return {
      config,
      state: variables.XDG_STATE_HOME ? xdg('XDG_STATE_HOME', support) : path.join(config, 'state'),
      cache: xdg('XDG_CACHE_HOME', path.join(home, 'Library', 'Caches')),
    };
  }
  if (platform === 'win32') {
    const appData = path.join(home, 'AppData');
    const state = path.join(variables.LOCALAPPDATA || path.join(appData, 'Local'), 'secure-config');
    return {
      config: path.join(variables.APPDATA || path.join(appData, 'Roaming'), 'secure-config'),
      state,
      cache: path.join(state, 'cache'),
    };
  }
  return {
    config: xdg('XDG_CONFIG_HOME', path.join(home, '.config')),
    state: xdg('XDG_STATE_HOME', path.join(home, '.local', 'state')),
    cache: xdg('XDG_CACHE_HOME', path.join(home, '.cache')),
  };
}
