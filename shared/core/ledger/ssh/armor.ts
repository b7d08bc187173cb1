/** The text around an SSHSIG blob, taken only exactly as ssh-keygen writes it, so that one signature is one text. */
import { decodeBase64, encodeBase64 } from './base64.ts';
import { problem, type Read } from './problem.ts';

const BEGIN = '-----BEGIN SSH SIGNATURE-----\n';
const END = '-----END SSH SIGNATURE-----\n';
const WIDTH = 70;
/** Characters. The signature of a key of 16384 bits has 6,000. */
const LONGEST = 20_000;

export function armor(blob: Uint8Array): string {
  const lines = encodeBase64(blob).match(/.{1,70}/g) ?? [];
  return `${BEGIN}${lines.map(line => `${line}\n`).join('')}${END}`;
}

export function dearmor(text: string): Read<Uint8Array> {
  if (text.length > LONGEST || !text.startsWith(BEGIN) || !text.endsWith(END)) return refuse();
  const lines = text.slice(BEGIN.length, -END.length).split('\n');
  const last = lines.pop();
  const full = lines.slice(0, -1).every(line => line.length === WIDTH);
  const final = lines.at(-1) ?? '';
  if (last !== '' || !full || final === '' || final.length > WIDTH) return refuse();
  const base64 = lines.join('');
  const blob = decodeBase64(base64);
  if (blob !== undefined) return { value: blob };
  return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length % 4 === 0
    ? problem('non-canonical', 'The last character of the signature’s base64 has bits that nothing reads.')
    : refuse();
}

function refuse(): ReturnType<typeof problem> {
  return problem(
    'armor',
    'The signature is not written exactly as ssh-keygen writes it: a first line, lines of 70, a last line, one line break.',
  );
}
