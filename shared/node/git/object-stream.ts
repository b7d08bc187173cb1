/** Cuts what `git cat-file --batch` prints into answers, whatever pieces it arrives in. */
import type { GitObjectType } from '../../core/ledger/git-object.ts';

export interface FoundObject {
  /** As git says it: whoever relies on it computes it anew. */
  readonly id: string;
  readonly type: GitObjectType;
  readonly bytes: Uint8Array;
}

/** Undefined: no such object or ref, or git could not read it. */
export type Answer = FoundObject | undefined;

export interface AnswerReader {
  /** The answers that this piece completes. False: not what git prints, or an object larger than allowed. */
  push(chunk: Buffer): readonly Answer[] | false;
}

export function createAnswerReader(largestObject: number): AnswerReader {
  let rest: Buffer = EMPTY;
  let body: Body | undefined;
  return {
    push: chunk => {
      const answers: Answer[] = [];
      let data = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      rest = EMPTY;
      while (data.length > 0) {
        if (body) {
          data = fill(body, data);
          if (body.filled < body.bytes.length) break;
          answers.push(found(body));
          body = undefined;
          continue;
        }
        const end = data.indexOf(NEWLINE);
        if (end < 0) {
          rest = data;
          break;
        }
        const header = parseHeader(data.toString('latin1', 0, end));
        if (!header || header.size > largestObject) return false;
        data = data.subarray(end + 1);
        if (header.size < 0) answers.push(undefined);
        else if (header.size < data.length) {
          answers.push({ id: header.id, type: header.type, bytes: data.subarray(0, header.size) });
          data = data.subarray(header.size + 1);
        } else body = { ...header, bytes: Buffer.allocUnsafe(header.size + 1), filled: 0 };
      }
      return answers;
    },
  };
}

interface Header {
  readonly id: string;
  readonly type: GitObjectType;
  /** -1: missing. */
  readonly size: number;
}

interface Body extends Header {
  /** One more than the object: the newline behind it. */
  readonly bytes: Buffer;
  filled: number;
}

const EMPTY = Buffer.alloc(0);
const NEWLINE = 0x0a;

function parseHeader(line: string): Header | undefined {
  if (/ (missing|ambiguous)$/.test(line)) return { id: '', type: 'blob', size: -1 };
  const [, id, type, size] = /^([0-9a-f]{40}) (blob|commit|tree) (\d{1,15})$/.exec(line) ?? [];
  if (id === undefined) return undefined;
  return { id, type: type as GitObjectType, size: Number(size) };
}

/** Copies what belongs to the body and returns what does not. */
function fill(body: Body, data: Buffer): Buffer {
  const copied = data.copy(body.bytes, body.filled);
  body.filled += copied;
  return data.subarray(copied);
}

function found({ id, type, bytes }: Body): FoundObject {
  return { id, type, bytes: bytes.subarray(0, -1) };
}
