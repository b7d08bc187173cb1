/** The data types of the SSH protocol (RFC 4251, section 5), read so that no value has two spellings. */
import { concatBytes } from '@noble/hashes/utils.js';
import { problem, type SshProblem } from './problem.ts';

/**
 * Reads one part after the other. After the first problem every further part is empty or 0: a caller reads all parts and
 * asks once, at the end.
 */
export interface WireReader {
  /** Exactly that many bytes, a view of what is read. */
  bytes(length: number): Uint8Array;
  byte(): number;
  uint32(): number;
  /** A length and as many bytes. */
  string(): Uint8Array;
  /** A `string` with a character for each byte: for names, which are ASCII. */
  text(): string;
  /** A positive integer: its bytes, most significant first, without zeros in front. */
  mpint(): Uint8Array;
  /** The first problem so far. */
  problem(): SshProblem | undefined;
  /** The first problem, or that bytes are left over. */
  end(): SshProblem | undefined;
}

export function readWire(source: Uint8Array): WireReader {
  let at = 0;
  let found: SshProblem | undefined;
  const fail = (code: SshProblem['code'], message: string): Uint8Array => {
    found ??= problem(code, message).problem;
    at = source.length;
    return new Uint8Array(0);
  };
  const bytes = (length: number): Uint8Array => {
    if (found !== undefined || length > source.length - at)
      return fail('truncated', 'It ends before a part of it is complete.');
    at += length;
    return source.subarray(at - length, at);
  };
  const uint32 = (): number => {
    const [one = 0, two = 0, three = 0, four = 0] = bytes(4);
    return one * 0x1000000 + (two << 16) + (three << 8) + four;
  };
  const string = (): Uint8Array => bytes(uint32());
  const mpint = (): Uint8Array => {
    const value = string();
    if (found !== undefined) return value;
    if (!isCanonicalMpint(value))
      return fail('non-canonical', 'A number in it is not written in the one right way.');
    return value[0] === 0 ? value.subarray(1) : value;
  };
  return {
    bytes,
    byte: () => bytes(1)[0] ?? 0,
    uint32,
    string,
    text: () => asciiText(string()),
    mpint,
    problem: () => found,
    end: () => {
      if (found === undefined && at < source.length) fail('trailing-data', 'Something follows its end.');
      return found;
    },
  };
}

/** `parts` one after the other, each with its length in front; a text is ASCII. */
export function wireStrings(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const bytes = parts.map(part => (typeof part === 'string' ? asciiBytes(part) : part));
  return concatBytes(...bytes.flatMap(part => [wireUint32(part.length), part]));
}

export function wireUint32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** The content of an `mpint` for an unsigned number, most significant byte first. */
export function mpintBytes(value: Uint8Array): Uint8Array {
  const start = value.findIndex(byte => byte !== 0);
  if (start < 0) return new Uint8Array(0);
  const bytes = value.subarray(start);
  return (bytes[0] ?? 0) >= 0x80 ? concatBytes(Uint8Array.of(0), bytes) : bytes;
}

export function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

function asciiText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Positive, and with a zero in front only where the next byte would read as negative without it. */
function isCanonicalMpint(value: Uint8Array): boolean {
  const [first = 0x80, second = 0] = value;
  return first < 0x80 && (first > 0 || second >= 0x80);
}
