/** Makes secrets that nobody guesses, and that every dotenv dialect and YAML read without quotes. */
import { isGenerated } from '../validation/secret-value.ts';
import type { Random } from './fix.ts';

/** Characters of a secret: with 64 to choose from, 43 of them hold 256 bits. */
const USUAL_LENGTH = 43;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ALPHABET = `${LETTERS}0123456789-_`;
/** One in a thousand has a word in it that makes it look like a placeholder. */
const MOST_TRIES = 16;

/**
 * `minLength` and `maxLength`: what the field asks for, in characters. The first one is a letter, so that nothing takes
 * the value for a number, a list or an option.
 */
export function generateSecret(
  random: Random,
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: { minLength?: number; maxLength?: number } = {},
): string {
  const length = Math.max(1, Math.min(Math.max(USUAL_LENGTH, minLength), maxLength));
  let secret = draw(random, length);
  for (let tries = 1; tries < MOST_TRIES && !isGenerated(secret); tries++) secret = draw(random, length);
  return secret;
}

function draw(random: Random, length: number): string {
  const [high = 0, low = 0, ...rest] = random(length + 1);
  const first = LETTERS[((high << 8) | low) % LETTERS.length] ?? '';
  return first + rest.map(byte => ALPHABET[byte % ALPHABET.length]).join('');
}
