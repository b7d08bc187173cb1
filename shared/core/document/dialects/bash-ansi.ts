/** Reads bash's `$'…'`, in which backslashes mean what they mean in C. */

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const NUMBERED = /x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|[0-7]{1,3}/y;

/** From behind the opening quote to behind the closing one; `undefined` when that is missing. */
export function readAnsi(source: string, start: number): { text: string; end: number } | undefined {
  let text = '';
  let offset = start;
  while (offset < source.length) {
    const char = source[offset] ?? '';
    if (char === "'") return { text, end: offset + 1 };
    if (char === '\\' && offset + 1 < source.length) {
      const escaped = readEscape(source, offset + 1);
      text += escaped.text;
      offset = escaped.end;
    } else {
      text += char;
      offset++;
    }
  }
  return undefined;
}

function readEscape(source: string, offset: number): { text: string; end: number } {
  NUMBERED.lastIndex = offset;
  const numbered = NUMBERED.exec(source)?.[0];
  if (numbered !== undefined) {
    const octal = /^[0-7]/.test(numbered);
    const code = Number.parseInt(octal ? numbered : numbered.slice(1), octal ? 8 : 16);
    return { text: fromCode(octal ? code % 256 : code), end: offset + numbered.length };
  }
  const char = source[offset] ?? '';
  if (char === 'c') return { text: control(source, offset + 1), end: Math.min(offset + 2, source.length) };
  const simple = SIMPLE[char] ?? ('\\\'"?'.includes(char) ? char : `\\${char}`);
  return { text: simple, end: offset + 1 };
}

function fromCode(code: number): string {
  return code === 0 || code > 0x10ffff ? '' : String.fromCodePoint(code);
}

function control(source: string, offset: number): string {
  return fromCode((source.charCodeAt(offset) || 0) & 0x1f);
}
