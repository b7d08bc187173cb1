/** Tells by the look of a value whether it is a real secret, a stand-in for one, or a pointer to where one is kept. */
import { entropyOf } from './entropy.ts';

/** Values are read up to here, so that none takes long. */
const LONGEST = 4096;

/** No shape below fits a shorter text. */
const SHORTEST_TOKEN = 15;

/** As their issuers made them recognisable. In one, because it is asked of every value. */
const TOKEN_SHAPE = anyOf(
  /^(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{10,}/,
  /^whsec_[0-9A-Za-z+/=]{20,}/,
  /^sk-(?:proj-|ant-|svcacct-)?[0-9A-Za-z_-]{32,}$/,
  /^gh[pousr]_[0-9A-Za-z]{30,}/,
  /^github_pat_[0-9A-Za-z_]{30,}/,
  /^glpat-[0-9A-Za-z_-]{20,}/,
  /^xox[abprs]-[0-9A-Za-z-]{10,}/,
  /^(?:AKIA|ASIA)[0-9A-Z]{16}$/,
  /^AIza[0-9A-Za-z_-]{35}$/,
  /^SG\.[0-9A-Za-z_-]{16,}\.[0-9A-Za-z_-]{16,}/,
  /^npm_[0-9A-Za-z]{36}$/,
  /^eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}$/,
  /^https:\/\/hooks\.slack\.com\/(?:services|workflows)\/\S{10,}/,
  /^-----BEGIN [A-Z ]*PRIVATE KEY-----/,
);

/** Pointers to where the value is kept: other variables, templates, vaults, sealed text. */
const REFERENCES: readonly RegExp[] = [
  /^\$\{[^}]*\}$|^\$[A-Za-z_]\w*$|^\$\([^)]*\)$/,
  /\$\{[A-Za-z_]\w*\}/,
  /^\{\{.*\}\}$|^<%.*%>$|^%\(\w+\)s$|^%\w+%$/,
  /^(?:op|vault|ssm|awssm|asm|gcpsm|gsm|akv|sops|doppler|infisical|bws|keyring|secret|secretref|env|file):\S/i,
  /^arn:aws[\w-]*:(?:secretsmanager|ssm|kms):/i,
  /^projects\/[^/]+\/secrets\//,
  /^(?:ENC[[(]|\{cipher\}|encrypted:|@Microsoft\.KeyVault\(|!vault\b|\/run\/secrets\/|AgA[0-9A-Za-z+/]{60})/,
];

const PLACEHOLDER_SHAPE = /^(?:<.*>|\[.*\]|__.*__|\*+|\.+|-+|#+|\?+)$|x{3,}|\*{3,}|\.{3}|\u2026/i;
const PLACEHOLDER_TEXT =
  /change[-_ ]?(?:me|this|it)|replace|your|example|placeholder|dummy|sample|insert|fix[-_ ]?me|fill[-_ ]?in|goes[-_ ]?here|[-_ ]here$|abcdef|12345|qwerty|foobar|at[-_ ]least|super[-_ ]?secret|my[-_ ]?secret|secret[-_ ]?key|insecure|notreal|generate/i;
const PLACEHOLDER_WORD =
  /(?:^|[^a-z])(?:todo|tbd|none|null|n\/a|undefined|fake|mock|test|testing|demo|default|local)(?:$|[^a-z])/i;

const FEWEST_BITS = 36;
const FEWEST_ODD_CHARACTERS = 8;

/** The value, or the password in it when it is a URL that has one. */
export function secretPart(value: string): string {
  return passwordInUrl(value) ?? value.slice(0, LONGEST);
}

/** `${NAME}`, `{{ name }}`, `vault:…`, `op://…`, an ARN, sealed text. Of a URL its password is looked at. */
export function isReference(value: string): boolean {
  const part = secretPart(value).trim();
  return REFERENCES.some(shape => shape.test(part));
}

/** `changeme`, `your-secret-key`, `<password>`, `xxx`: what is there to be replaced. Of a URL its password is looked at. */
export function isPlaceholder(value: string): boolean {
  const part = secretPart(value).trim();
  return PLACEHOLDER_SHAPE.test(part) || PLACEHOLDER_TEXT.test(part) || PLACEHOLDER_WORD.test(part);
}

/**
 * What a generator, or somebody who minds, would have made: at least eight characters that are no words, and not
 * easily guessed as a whole; or a token in its issuer's shape. Placeholders and references are not.
 */
export function isGenerated(value: string): boolean {
  if (isReference(value) || isPlaceholder(value)) return false;
  if (hasTokenShape(value)) return true;
  const part = secretPart(value).trim();
  return entropyOf(part) >= FEWEST_BITS && oddCharacters(part) >= FEWEST_ODD_CHARACTERS;
}

/** A token in its issuer's shape, or a private key. */
export function hasTokenShape(value: string): boolean {
  if (value.length < SHORTEST_TOKEN) return false;
  const text = value.slice(0, LONGEST).trim();
  return TOKEN_SHAPE.test(text);
}

/** In `scheme://user:password@host`; undefined when there is none, or it only refers to one. */
export function passwordInUrl(value: string): string | undefined {
  if (!value.includes('://')) return undefined;
  const match = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#\s@:]*:([^/?#\s@]+)@/i.exec(value.slice(0, LONGEST));
  return match?.[1];
}

function anyOf(...shapes: readonly RegExp[]): RegExp {
  return new RegExp(shapes.map(({ source }) => source).join('|'));
}

/** How many characters are in words that are no words: `k9XmP2` and `a8f5f167`, not `secret`, `Backup2024` or `1433`. */
function oddCharacters(text: string): number {
  const words = text.replace(/^base64:/, '').split(/[^0-9A-Za-z]+/);
  return words.filter(word => !isPlainWord(word)).reduce((sum, word) => sum + word.length, 0);
}

function isPlainWord(word: string): boolean {
  if (/^(?:[A-Za-z]{0,2}|\d{1,8})$/.test(word)) return true;
  const parts = word.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(' ');
  const odd = parts.filter(part => !/^(?:[A-Za-z]?[a-z]{2,19}|[A-Z]{3,20})\d{0,4}$/.test(part));
  return odd.length === 0 || (parts.length > 1 && odd.length === 1 && /^[A-Z][a-z]$/.test(odd[0] ?? ''));
}
