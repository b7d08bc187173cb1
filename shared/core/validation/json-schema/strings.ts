/** Keywords for strings, in the order in which their errors come. */
import type { Keyword, Keywords } from './check.ts';

export const STRING: Keywords<string> = {
  maxLength: counted('maxLength', (length, limit) => length <= limit),
  minLength: counted('minLength', (length, limit) => length >= limit),

  pattern: (pattern: string, { matcher, reports }) => {
    const matches = matcher(pattern);
    const report = reports('pattern');
    return (value, errors) => {
      if (!matches(value)) report(errors, value, { pattern });
    };
  },
};

function counted(keyword: string, holds: (length: number, limit: number) => boolean): Keyword<string> {
  return (limit: number, { reports }) => {
    const report = reports(keyword);
    return (value, errors) => {
      if (!holds(characters(value), limit)) report(errors, value, { limit });
    };
  };
}

/** Code points: what a person counts, more or less. */
function characters(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    const isPair = (text.charCodeAt(index) & 0xfc00) === 0xd800;
    if (isPair && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      count--;
      index++;
    }
  }
  return count;
}
