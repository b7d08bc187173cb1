/** Inflates, and says where the compressed stream ended: what follows it is somebody else's, or damage. */
import { inflateSync } from 'node:zlib';

export interface Inflated {
  readonly bytes: Buffer;
  /** Bytes that the stream takes. */
  readonly length: number;
}

/** Undefined: not a whole stream at the start of the bytes. */
export function inflateWhole(bytes: Uint8Array): Inflated | undefined {
  try {
    const { buffer, engine } = inflateSync(bytes, { info: true }) as unknown as WithEngine;
    return { bytes: buffer, length: engine.bytesWritten };
  } catch {
    return undefined;
  }
}

/** What Node gives with `info`, which its types leave out. */
interface WithEngine {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
