/** Tells, where no schema knows a field, whether it holds a secret: by the parts of its name and the look of its value. */
import { entropyOf } from './entropy.ts';
import { hasTokenShape, passwordInUrl } from './secret-value.ts';

const SECRET_PARTS = wordSet(
  'password passwd passphrase pass pwd pw passcode secret secrets token tokens credential credentials creds apikey',
  'salt pepper privatekey secretkey accesskey authkey pat pin otp hmac',
);
/** `API_KEY`, `encryptionKey`: a key is a secret when it is one of these. */
const KEY_KINDS = wordSet(
  'api access private secret encrypt encryption signing master app application auth account service role shared license',
  'storage deploy ssh server client admin session cookie crypto cipher aes hash jwt webhook cron write fernet',
);
/** A last part such as these makes the value a fact about the secret, not the secret. */
const HARMLESS_ENDINGS = wordSet(
  'id ids url uri host hostname port path file filename dir folder name names username user users email enabled enable',
  'disabled disable ttl expiry expiration expire expires lifetime age minutes seconds hours days length size count limit',
  'algorithm alg type issuer audience header prefix suffix region endpoint policy rounds attempts version mode provider',
  'store driver in ms max min timeout duration interval required broker field class backend scope scopes domain domains',
  'commit sha release revision digest checksum tag build etag fingerprint hosts origins origin locale timezone format',
  'cost strength regex pattern rotation login reset env environment ref refs validators',
);
/** What is meant to be seen by everybody, such as what a bundler puts into a page. */
const PUBLIC_PARTS = wordSet('public publishable anon pub vite');
/** In `existingSecret` the value names where the secret is. */
const POINTER_PARTS = wordSet('existing');
/** Tokens that may be published, by their issuers' own word. */
const PUBLISHABLE = /^(?:eyJ|AIza|pk[._])/;

/** `Bearer …`, and `user:password@` of a connection without a scheme. */
const CREDENTIALS = /\b(?:Bearer|Basic)\s+[\w+/=.-]{6}|^[\w.-]{1,64}:[^\s@/:]{1,200}@[\w([]/i;

/** What `BASIC_AUTH` has. */
const USER_AND_PASSWORD = /^[^\s:/]{1,200}:(?!\d+$)[^\s/]{1,200}$/;

/** `NAME=x`, `name: x`, `"name":"x"` anywhere in a text. */
const ASSIGNED = /(?<![\w.-])([\w.-]{1,200})["']?\s*[=:]\s*(?!\/\/)[^\s,;]/g;

/** `--db-password x`. */
const OPTION = /(?:^|\s)--?([A-Za-z][\w.-]{1,199})\s+[^\s-]/g;

/** `"name": "DB_PASSWORD", "value": "x"`, as JSON has it in a list of variables, and the other way round. */
const NAME_AND_VALUE =
  /\b(?:name|key)["']?\s*[:=]\s*["']?([\w.-]{1,200})["']?\s*,\s*["']?value["']?\s*[:=]/gi;
const VALUE_AND_NAME =
  /\bvalue["']?\s*[:=]\s*[^,{}]{1,500},\s*["']?(?:name|key)["']?\s*[:=]\s*["']?([\w.-]{1,200})/gi;

/** UTF-16 code units of a text that are looked at; no message quotes more. */
const LONGEST_LOOK = 4096;

const RANDOM_LENGTH = 20;
const RANDOM_BITS_EACH = 3.5;

/** `name`: as the document spells it, a path or a variable. `value` is looked at, never kept. */
export function looksSecret(name: string, value: string | undefined): boolean {
  const parts = ownParts(name);
  if (parts.some(part => PUBLIC_PARTS.has(part))) {
    return value !== undefined && containsSecret(value) && !PUBLISHABLE.test(value);
  }
  if (value !== undefined && containsSecret(value)) return true;
  if (value !== undefined && parts.includes('auth') && USER_AND_PASSWORD.test(value)) return true;
  if (isHarmless(parts)) return false;
  return namesSecret(parts) || (value !== undefined && looksRandom(value));
}

/** `DB_PASSWORD`, `stripe.apiKey`, `JWT_SECRET`; not `PASSWORD_RESET_URL` or `NEXT_PUBLIC_KEY`. */
export function hasSecretName(name: string): boolean {
  return looksSecret(name, undefined);
}

/** Tokens that their issuer made recognisable, private keys, and a password inside a URL. */
export function hasSecretShape(value: string): boolean {
  const password = passwordInUrl(value);
  return hasTokenShape(value) || (password !== undefined && !/^(?:\$|<|\{\{|%)/.test(password));
}

/**
 * Whether a secret stands somewhere in a text: `Bearer …`, `NAME=secret`, `--password …`, a token in a comment. Such a value
 * is kept and shown like a secret as a whole.
 */
export function containsSecret(text: string): boolean {
  const start = text.slice(0, LONGEST_LOOK);
  if (hasSecretShape(start)) return true;
  if (!/[\s=:'"`,;()[\]{}<>]/.test(start)) return false;
  if (CREDENTIALS.test(start)) return true;
  if (start.split(/[\s'"`,;()[\]{}<>=]+/).some(hasSecretShape)) return true;
  return [ASSIGNED, OPTION, NAME_AND_VALUE, VALUE_AND_NAME].some(form =>
    [...start.matchAll(form)].some(([, name = '']) => hasSecretName(name)),
  );
}

function isHarmless(parts: readonly string[]): boolean {
  return HARMLESS_ENDINGS.has(parts.at(-1) ?? '') || parts.some(part => POINTER_PARTS.has(part));
}

function namesSecret(parts: readonly string[]): boolean {
  if (parts.some(part => SECRET_PARTS.has(part))) return true;
  const last = parts.at(-1);
  const isKey = last === 'key' || last === 'keys' || (last === 'base' && parts.at(-2) === 'key');
  return isKey && parts.some(part => KEY_KINDS.has(part));
}

/** One long word of letters and digits mixed, as generators make them; paths, hosts and sentences are not. */
function looksRandom(value: string): boolean {
  if (value.length < RANDOM_LENGTH || value.length > 512 || !/^[0-9A-Za-z+/=_-]+$/.test(value)) return false;
  const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value) && !/^[a-z]+(?:[-_/][a-z0-9]+)+$/i.test(value);
  return isMixed && entropyOf(value) / value.length >= RANDOM_BITS_EACH;
}

/** Of a path the words of its last key, and `secrets` where a group or list of them is around it. */
function ownParts(path: string): string[] {
  const keys = path.split('.').filter(key => !/^\d+$/.test(key));
  const isAmongSecrets = keys
    .slice(0, -1)
    .some(key => /^(?:secrets|passwords|tokens|credentials)$/i.test(key));
  return [...(isAmongSecrets ? ['secrets'] : []), ...wordsOf(keys.at(-1) ?? '')];
}

/** In any convention: snake, kebab, camel. Numbers tell several of a kind apart: `PASSWORD2`, `API_KEY_1`. */
function wordsOf(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map(part => part.replace(/\d+$/, ''));
  return words.filter(part => part !== '');
}

function wordSet(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap(line => line.split(' ')));
}
