/** The matrix as JSON, format version 1: each cell names its file, so that a program needs no other part of it. */
import type { Matrix, MatrixCell } from '../../shared/core/report/matrix.ts';

export function matrixJson({ environments, groups, leftOut }: Matrix): object {
  const columns = environments.flatMap(({ name, files }) =>
    files.map(file => ({
      environment: name,
      file: file.path,
      ...(file.part !== undefined && { part: file.part }),
    })),
  );
  return {
    formatVersion: 1,
    environments,
    fields: groups.flatMap(({ fields }) =>
      fields.map(({ cells, ...field }) => ({
        ...field,
        cells: cells.map((cell, index) => ({ ...columns[index], ...cellJson(cell) })),
      })),
    ),
    leftOut,
  };
}

function cellJson({ shown, ...cell }: MatrixCell): object {
  return shown === undefined ? cell : { ...cell, value: shown };
}
