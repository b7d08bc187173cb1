/** Keywords for numbers, in the order in which their errors come. */
import type { Keyword, Keywords } from './check.ts';

export const NUMBER: Keywords<number> = {
  maximum: limited('maximum', '<=', (value, limit) => value <= limit),
  minimum: limited('minimum', '>=', (value, limit) => value >= limit),
  exclusiveMaximum: limited('exclusiveMaximum', '<', (value, limit) => value < limit),
  exclusiveMinimum: limited('exclusiveMinimum', '>', (value, limit) => value > limit),

  multipleOf: (multipleOf: number, { reports }) => {
    const report = reports('multipleOf');
    return (value, errors) => {
      if (!Number.isInteger(value / multipleOf)) report(errors, value, { multipleOf });
    };
  },
};

function limited(
  keyword: string,
  comparison: string,
  holds: (value: number, limit: number) => boolean,
): Keyword<number> {
  return (limit: number, { reports }) => {
    const report = reports(keyword);
    return (value, errors) => {
      if (!holds(value, limit)) report(errors, value, { comparison, limit });
    };
  };
}
