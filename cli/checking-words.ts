/** The commands that stand in dist/cli-check.js: pipelines and hooks run them often, and they need nothing of ledgers. */
const CHECKING_WORDS = ['check', 'matrix', 'inspect', 'rules', 'explain'] as const;

export type CheckingWord = (typeof CHECKING_WORDS)[number];

export function isCheckingWord(word: string | undefined): boolean {
  return CHECKING_WORDS.some(each => each === word);
}
