/** Tells, where no schema knows a field, whether it holds a secret: by the parts of its name and the look of its value. */
import { entropyOf } from './keyword-functions.ts';

const SECRET_PARTS = new Set([
  'password',
  'passwd',
  'passphrase',
  'pass',
  'pwd',
  'pw',
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
  'apikey',
  'salt',
  'pepper',
  'privatekey',
  'secretkey',
  'accesskey',
  'webhook',
  'dsn',
  'pat',
  'jwt',
  'otp',
  'hmac',
]);
const KEY_KINDS = new Set([
  'api',
  'access',
  'private',
  'secret',
  'encryption',
  'signing',
  'master',
  'app',
  'auth',
  'account',
  'service',
  'role',
  'shared',
  'license',
  'storage',
  'deploy',
  'ssh',
  'server',
  'client',
  'admin',
  'session',
  'cookie',
  'base',
]);
/** A last part such as these makes the value a fact about the secret, not the secret. */
const HARMLESS_ENDINGS = new Set([
  'id',
  'url',
  'uri',
  'host',
  'port',
  'path',
  'file',
  'dir',
  'name',
  'username',
  'user',
  'email',
  'enabled',
  'disabled',
  'ttl',
  'expiry',
  'expiration',
  'expires',
  'minutes',
  'seconds',
  'hours',
  'days',
  'length',
  'size',
  'count',
  'limit',
  'algorithm',
  'alg',
  'type',
  'issuer',
  'audience',
  'header',
  'prefix',
  'region',
  'endpoint',
  'policy',
  'rounds',
  'attempts',
  'version',
  'mode',
  'provider',
  'store',
  'in',
  'ms',
  'max',
  'min',
  'timeout',
  'duration',
  'required',
]);
const PUBLIC_PARTS = new Set(['public', 'publishable', 'anon', 'pub']);

const TOKEN_SHAPES: readonly RegExp[] = [
  /^(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{10,}/,
  /^(?:ghp|gho|ghu|ghs|ghr)_[0-9A-Za-z]{30,}/,
  /^github_pat_[0-9A-Za-z_]{30,}/,
  /^glpat-[0-9A-Za-z_-]{20,}/,
  /^xox[abprs]-[0-9A-Za-z-]{10,}/,
  /^(?:AKIA|ASIA)[0-9A-Z]{16}$/,
  /^AIza[0-9A-Za-z_-]{35}$/,
  /^SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}/,
  /^npm_[0-9A-Za-z]{36}$/,
  /^eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}$/,
  /^-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

const RANDOM_LENGTH = 20;
const RANDOM_BITS_EACH = 3.5;

/** `value` is looked at, never kept. */
export function looksSecret(name: string, value: string | undefined): boolean {
  return hasSecretName(name) || (value !== undefined && (hasSecretShape(value) || looksRandom(name, value)));
}

/** `DB_PASSWORD`, `stripe.apiKey`, `JWT_SECRET`; not `PASSWORD_RESET_URL` or `NEXT_PUBLIC_KEY`. */
export function hasSecretName(name: string): boolean {
  const parts = partsOf(name);
  const last = parts.at(-1) ?? '';
  if (HARMLESS_ENDINGS.has(last) || parts.some(part => PUBLIC_PARTS.has(part))) return false;
  if (parts.some(part => SECRET_PARTS.has(part))) return true;
  return (last === 'key' || last === 'keys') && parts.some(part => KEY_KINDS.has(part));
}

/** Tokens that their issuer made recognisable, private keys, and a password inside a URL. */
export function hasSecretShape(value: string): boolean {
  const text = value.slice(0, 4096);
  return TOKEN_SHAPES.some(shape => shape.test(text)) || hasPasswordInUrl(text);
}

export function hasPasswordInUrl(value: string): boolean {
  const match = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#\s@:]*:([^/?#\s@]+)@/i.exec(value);
  return match !== null && !/^\$|^<.*>$/.test(match[1] ?? '');
}

/** One long word of letters and digits mixed, as generators make them; paths, hosts and sentences are not. */
function looksRandom(name: string, value: string): boolean {
  if (value.length < RANDOM_LENGTH || value.length > 512 || !/^[0-9A-Za-z+/=_-]+$/.test(value)) return false;
  if (HARMLESS_ENDINGS.has(partsOf(name).at(-1) ?? '') || partsOf(name).some(part => PUBLIC_PARTS.has(part)))
    return false;
  const mixed = /\d/.test(value) && /[A-Za-z]/.test(value) && !/^[a-z]+(?:[-_/][a-z0-9]+)+$/i.test(value);
  return mixed && entropyOf(value) / value.length >= RANDOM_BITS_EACH;
}

/** Words of a name in any convention: snake, kebab, dotted, camel. */
function partsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(part => part !== '');
}
