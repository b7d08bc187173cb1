/** Lets only addresses and refs through to git that name a place and nothing to run, and tells them without their passwords. */
import path from 'node:path';
import { failure } from '../git/failure.ts';
import type { StoreFailure } from './store-failure.ts';

export interface Remote {
  readonly url: string;
  /** The ledger's ref there, `refs/…`. */
  readonly ref: string;
}

export const DEFAULT_REMOTE_REF = 'refs/heads/secure-config-ledger';

/** How git reaches it: what `GIT_ALLOW_PROTOCOL` is set to. A person's rewriting of addresses cannot lead elsewhere. */
export function protocolsOf({ url, ref }: Remote): 'file' | 'http:https:ssh' | StoreFailure {
  if (
    !/^refs\/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(ref) ||
    /\.\.|\.lock(\/|$)/.test(ref)
  ) {
    return failure(
      'remote-address',
      `${JSON.stringify(ref)} is no ref that a ledger can be kept in. Use one such as ${DEFAULT_REMOTE_REF}.`,
    );
  }
  if (url.startsWith('-') || /[\x00-\x20\x7f]/.test(url.replaceAll(' ', 'x'))) return refused(url);
  if (/^(https?|ssh):\/\/[^-]/.test(url)) return 'http:https:ssh';
  if (/^file:\/\//.test(url) || path.isAbsolute(url)) return 'file';
  const isScp = !url.includes('://') && /^(?:[^@/:]+@)?[^-/:@][^/:@]*:(?!:)/.test(url);
  return isScp ? 'http:https:ssh' : refused(url);
}

/** For messages and files: without user name, password and query. */
export function shownUrl(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1').replace(/[?#].*$/, '');
}

/** What git said about a remote, without what stands before the @ of any address. */
export function shownWords(words: string): string {
  return words.replace(/([a-z+]+:\/\/)[^/@\s']*@/gi, '$1');
}

function refused(url: string): StoreFailure {
  const message = `${JSON.stringify(shownUrl(url))} is no address that a ledger is synced with: use https://, ssh://, user@host:path or an absolute path.`;
  return failure('remote-address', message);
}
