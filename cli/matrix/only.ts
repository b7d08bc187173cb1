/** Which fields of a matrix are asked for. */
import type { MatrixField } from '../../shared/core/report/matrix.ts';

export type Only = 'different' | 'violating';

export function isWanted(field: MatrixField, only: Only | undefined): boolean {
  if (only === 'different') return field.agreement !== 'all';
  return only === undefined || field.severity !== undefined;
}
