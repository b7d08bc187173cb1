/** The one line with which somebody introduces themselves to whoever administers a ledger. */
import { PRINCIPAL, RECIPIENT } from './names.ts';
import { problem, type Read } from './ssh/problem.ts';
import { parsePublicKey } from './ssh/public-key.ts';

/** As a policy's entry of a principal takes them. */
export interface Introduction {
  readonly principal: string;
  /** `type base64`. */
  readonly publicKey: string;
  /** `age1…`. */
  readonly recipient: string;
}

/** It is also a line of OpenSSH's: recipient and principal are the key's comment. */
export function introductionLine({ principal, publicKey, recipient }: Introduction): string {
  return `${publicKey} ${recipient} ${principal}`;
}

/** Reads what `introductionLine` writes, with blanks around it. */
export function parseIntroduction(line: string): Read<Introduction> {
  const [type = '', base64 = '', recipient = '', principal = '', ...more] = line.trim().split(' ');
  const publicKey = `${type} ${base64}`;
  const key = parsePublicKey(publicKey);
  if (key.value === undefined) return key;
  const isWhole = more.length === 0 && isRecipient(recipient) && isPrincipal(principal);
  return isWhole
    ? { value: { principal, publicKey, recipient } }
    : problem(
        'key-text',
        'This introduces nobody: the line has a public key, an age recipient and a principal. Ask for the last line of secure-config identity show.',
      );
}

export function isPrincipal(value: string): boolean {
  return PRINCIPAL(value, '') === undefined;
}

function isRecipient(value: string): boolean {
  return RECIPIENT(value, '') === undefined;
}
