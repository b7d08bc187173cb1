/** Flips bits in a ledger's objects, and looks whether each is found: in a short form in every run, in a long one in the soak. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Repository } from '../../shared/node/ledger/repository.ts';
import { verifyStore } from '../../shared/node/ledger/verify-store.ts';
import { fill, succeeded, withLedger } from './ledger-store.ts';

export async function flipBits(times: number, random: () => number): Promise<void> {
  await withLedger(async ledger => {
    await fill(ledger, 5);
    const files = objectFiles(ledger);
    const missed: string[] = [];
    for (let flip = 0; flip < times; flip += 1) {
      const file = files[flip % files.length] ?? '';
      const whole = fs.readFileSync(file);
      const bit = Math.floor(random() * whole.length * 8);
      overwrite(file, flipped(whole, bit));
      if (succeeded(await verifyStore(ledger)).length === 0) missed.push(`${file} bit ${bit}`);
      overwrite(file, whole);
    }
    assert.deepEqual(missed, []);
  });
}

export function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

export function overwrite(file: string, content: Buffer): void {
  if (fs.existsSync(file)) fs.chmodSync(file, 0o600);
  fs.writeFileSync(file, content);
}

function objectFiles({ places }: Repository): string[] {
  const folder = path.join(places.repository, 'objects');
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter(name => /^[0-9a-f]{2}.[0-9a-f]{38}$/.test(name)).map(name => path.join(folder, name));
}
