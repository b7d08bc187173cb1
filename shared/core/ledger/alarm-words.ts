/** What an alarm is called, why it matters, and what its evidence is, for people: an alarm has a kind, and keys that name its evidence. */
import { threatOf } from './threats.ts';

export type AlarmKind =
  /** The head is an ancestor of the remembered one. */
  | 'shortened'
  /** Head and remembered head, or the remote's, left a common history in two directions. */
  | 'forked'
  /** What was there before is no part of the history any more. */
  | 'rewritten'
  /** The ref or the repository is gone. */
  | 'missing'
  /** A file or object was unreadable. */
  | 'damaged'
  /** A remote or a backup offered an event that does not follow. */
  | 'invalid'
  /** An own event that had not been sent is no longer valid after those of others, and was left out. */
  | 'dropped';

/** Ids, refs and files that show an alarm. */
export type AlarmEvidence = { readonly [Key in keyof typeof NAMES]?: string | number };

export interface AlarmWords {
  /** What happened, in one line. */
  readonly title: string;
  /** Why nobody should pass over it: one sentence. */
  readonly meaning: string;
  /** Empty ones are left out. A key that is not known stays as it is. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
}

export function alarmWords(kind: AlarmKind, evidence: AlarmEvidence): AlarmWords {
  const isRemote = evidence.url !== undefined;
  const words = (isRemote ? OF_REMOTE[kind] : undefined) ?? WORDS[kind];
  const facts = Object.entries(evidence).flatMap(([key, value]) =>
    value === ''
      ? []
      : { name: nameOf(key), value: key === 'code' ? codeText(String(value)) : String(value) },
  );
  return { ...words, facts };
}

function nameOf(key: string): string {
  return Object.hasOwn(NAMES, key) ? NAMES[key as keyof typeof NAMES] : key;
}

function codeText(code: string): string {
  const threat = threatOf(code);
  return threat === undefined ? code : `${code}, threat ${threat}`;
}

type Words = Pick<AlarmWords, 'title' | 'meaning'>;

const HISTORY = 'What was approved and recorded before is not proved by it any more.';

const WORDS: Readonly<Record<AlarmKind, Words>> = {
  shortened: {
    title: 'The ledger has become shorter',
    meaning:
      'Approvals and versions are missing from it that were there, and what it calls active may be out of date.',
  },
  forked: {
    title: 'The ledger has two histories',
    meaning:
      'Another version may count as approved here than the one that you and your colleagues saw approved.',
  },
  rewritten: { title: 'The ledger’s history was rewritten', meaning: HISTORY },
  missing: {
    title: 'The ledger was gone from this machine',
    meaning: 'Either somebody removed it, or this disk loses files.',
  },
  damaged: {
    title: 'The ledger was damaged',
    meaning: 'One damaged file seldom comes alone, and what has not been sent is on this disk only.',
  },
  invalid: {
    title: 'An event was offered that may not follow',
    meaning: 'If it were taken in, something would count as approved that nobody was allowed to record.',
  },
  dropped: {
    title: 'One of your events was left out',
    meaning: 'What you recorded is not in force, and nobody else has seen it.',
  },
};

const OF_REMOTE: Readonly<Partial<Record<AlarmKind, Words>>> = {
  rewritten: { title: 'The remote’s history was rewritten', meaning: HISTORY },
  missing: {
    title: 'The ledger is gone from the remote',
    meaning: 'Nobody gets what you record, and nothing of others comes to you.',
  },
};

const NAMES = {
  url: 'the remote',
  ref: 'its branch',
  whence: 'where it comes from',
  seq: 'number of the event',
  id: 'the event',
  kind: 'its kind',
  code: 'refused as',
  head: 'last event now',
  own: 'last event of yours',
  expected: 'last event before',
  remembered: 'last event that was remembered',
  rememberedSeq: 'its number',
  superseded: 'last event of yours before it was left out',
  kept: 'kept for comparison in',
  file: 'kept as',
  object: 'the damaged object',
  objects: 'the damaged objects',
  gone: 'what is gone',
} as const;
