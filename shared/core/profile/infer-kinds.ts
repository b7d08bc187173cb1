/** The kinds of values that can be told from texts alone, the most particular first. */
import { formats } from '../validation/formats.ts';
import { canonicalEnvironment } from './environments.ts';
import type { JsonValue } from './profile.ts';

export type Claim = Readonly<Record<string, JsonValue>>;

export interface Kind {
  /** In a sentence: `DEBUG is …`. */
  readonly noun: string;
  /** Whether the text is of this kind, in a variable of this name (upper case). */
  fits(text: string, name: string): boolean;
  /** Whether the name alone says that it is of this kind: then a text that does not fit is a mistake. */
  isNamed(name: string): boolean;
  /** Texts that show that the name says something else here. */
  isExcuse(text: string): boolean;
  /** What a schema says of it. `texts` all fit. */
  claim(texts: readonly string[], name: string): Claim;
}

/** Digits that nobody counts with. */
const NO_QUANTITY =
  /(?:^|_)(?:IDS?|VERSION|CODE|PIN|PHONE|ZIP|NUMBER|ACCOUNT|TAG|BUILD|RELEASE|KEY|HASH|SHA|COMMIT|NAME|USER|UID|GID|DATE|UMASK)$/;
const QUANTITY = /(?:^|_)(?:SECONDS|MINUTES|HOURS|DAYS|COUNT|RETRIES|WORKERS|THREADS|CONCURRENCY|POOL_SIZE)$/;
const FRACTION =
  /(?:^|_)(?:RATE|RATIO|FACTOR|THRESHOLD|PERCENT|TEMPERATURE|WEIGHT|PROBABILITY|FRACTION|MULTIPLIER|TIMEOUT|SECONDS|LIMIT|CPUS?)$/;
const PORT = /(?:^|_)PORT$/;
const SWITCH = /(?:^|_)(?:ENABLED?|DISABLED?|DEBUG|VERBOSE|USE|IS|HAS|ALLOW|FORCE|SKIP)(?:_|$)/;
const CLEAR_SWITCH = /(?:^|_)(?:ENABLED|DISABLED|DEBUG)$|^(?:IS|HAS|ENABLE|DISABLE)_/;
const ENVIRONMENT =
  /^(?:ENV|ENVIRONMENT)$|(?:^|_)(?:NODE|APP|RAILS|RACK|FLASK|DJANGO|GO|DEPLOY)_ENV$|_ENVIRONMENT$/;
const LOG_LEVEL = /(?:^|_)LOG_?LEVEL$/;
const SSL_MODE = /(?:^|_)SSL_?MODE$/;

const LOG_LEVELS =
  'trace verbose debug info notice warn warning error critical alert emergency fatal silent off'.split(' ');
const SSL_MODES = 'disable allow prefer require verify-ca verify-full'.split(' ');

const never = (): boolean => false;

export const KINDS: readonly Kind[] = [
  {
    noun: 'an environment’s name',
    fits: (text, name) => ENVIRONMENT.test(name) && canonicalEnvironment(text, new Map()) !== undefined,
    isNamed: name => ENVIRONMENT.test(name),
    isExcuse: never,
    claim: (texts, name) => ({ enum: environmentNames(texts, name) }),
  },
  {
    noun: 'a log level',
    fits: (text, name) => LOG_LEVEL.test(name) && LOG_LEVELS.includes(text.toLowerCase()),
    isNamed: name => LOG_LEVEL.test(name),
    isExcuse: text => /[,:=\d]/.test(text),
    claim: () => ({ type: 'string', letterCase: 'lower', enum: LOG_LEVELS }),
  },
  {
    noun: 'an SSL mode',
    fits: (text, name) => SSL_MODE.test(name) && SSL_MODES.includes(text),
    isNamed: never,
    isExcuse: never,
    claim: () => ({ enum: SSL_MODES }),
  },
  {
    noun: 'true or false',
    fits: (text, name) =>
      /^(?:true|false|yes|no|on|off)$/i.test(text) || (SWITCH.test(name) && /^[01]$/.test(text)),
    isNamed: name => CLEAR_SWITCH.test(name),
    isExcuse: text => /[:*,\d]/.test(text),
    claim: () => ({ type: 'boolean' }),
  },
  {
    noun: 'a whole number',
    fits: (text, name) => /^-?(?:0|[1-9]\d{0,11})$/.test(text) && !NO_QUANTITY.test(name),
    isNamed: name => PORT.test(name) || QUANTITY.test(name),
    isExcuse: text => /[:/]|^\d+\s*[a-z]{1,2}$|^\d+\.\d+$/i.test(text),
    claim: (texts, name) =>
      PORT.test(name) && texts.every(text => Number(text) >= 1 && Number(text) <= 65_535)
        ? { type: 'integer', minimum: 1, maximum: 65_535 }
        : { type: 'integer' },
  },
  {
    noun: 'a number',
    fits: (text, name) => /^-?\d{1,12}(?:\.\d{1,12})?$/.test(text) && FRACTION.test(name),
    isNamed: never,
    isExcuse: never,
    claim: () => ({ type: 'number' }),
  },
  jsonKind('array', 'a JSON list', '['),
  jsonKind('object', 'a JSON object', '{'),
  {
    noun: 'a URL',
    fits: text => isUrl(text),
    isNamed: name => /(?:^|_)(?:URL|URI|DSN)$/.test(name),
    isExcuse: text => /^[a-z][a-z0-9+.-]*:(?!\d)|^\/|[,\s]/i.test(text),
    claim: () => ({ type: 'string', format: 'uri' }),
  },
  {
    noun: 'an e-mail address',
    fits: text => formats.email?.(text) === true && text.includes('.'),
    isNamed: name => /(?:^|_)EMAIL$/.test(name),
    isExcuse: text => /[<,]/.test(text),
    claim: () => ({ type: 'string', format: 'email' }),
  },
];

/** One URL, not a list of them. */
export function isUrl(text: string): boolean {
  return formats.uri?.(text) === true && !text.includes(',');
}

/** Those that are usual, and those that are there. */
function environmentNames(texts: readonly string[], name: string): string[] {
  const usual = ['development', 'test', 'production'];
  const more = name.endsWith('NODE_ENV') ? [] : ['staging'];
  return [...new Set([...usual, ...more, ...texts.toSorted()])];
}

function jsonKind(type: 'array' | 'object', noun: string, start: string): Kind {
  return {
    noun,
    fits: text => text.startsWith(start) && isJson(text),
    isNamed: never,
    isExcuse: never,
    claim: () => ({ type }),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
