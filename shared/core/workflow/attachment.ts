/** What an event refers to: bytes, named by their SHA-256. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';

export interface Attachment {
  /** 64 hex digits. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function attachmentOf(bytes: Uint8Array): Attachment {
  return { name: bytesToHex(sha256(bytes)), bytes };
}

/** In UTF-8, of which canonical JSON has one spelling. */
export function jsonAttachment(value: JsonValue): Attachment {
  return attachmentOf(utf8ToBytes(canonicalJson(value)));
}
