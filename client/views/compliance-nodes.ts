/** Arranges checked files as the Compliance tree shows them: environment → file → finding. Knows nothing of VS Code. */
import type { FileCompliance, FileFinding } from '../../shared/protocol.ts';
import { SEVERITIES } from '../words.ts';

export type ComplianceNode = EnvironmentNode | FileNode | FindingNode;

export interface EnvironmentNode {
  readonly kind: 'environment';
  /** Null: nothing says which environment the files are for. */
  readonly name: string | null;
  readonly files: readonly FileNode[];
}

export interface FileNode {
  readonly kind: 'file';
  readonly environment: string | null;
  readonly file: FileCompliance;
  readonly findings: readonly FindingNode[];
}

export interface FindingNode {
  readonly kind: 'finding';
  readonly file: FileCompliance;
  readonly finding: FileFinding;
  /** Among the file's findings, in the order shown. */
  readonly position: number;
}

/** Environments and files by name; findings by severity, waived ones last, then by place. */
export function arrangeCompliance(files: readonly FileCompliance[]): readonly EnvironmentNode[] {
  const byEnvironment = new Map<string | null, FileCompliance[]>();
  for (const file of files) {
    const { environment } = file.status;
    const members = byEnvironment.get(environment);
    if (members) members.push(file);
    else byEnvironment.set(environment, [file]);
  }
  return [...byEnvironment]
    .map(
      ([name, members]): EnvironmentNode => ({ kind: 'environment', name, files: fileNodes(name, members) }),
    )
    .sort((a, b) => compareNames(a.name, b.name));
}

function fileNodes(environment: string | null, files: readonly FileCompliance[]): readonly FileNode[] {
  return files
    .toSorted((a, b) => compareNames(a.path, b.path))
    .map(file => ({ kind: 'file', environment, file, findings: findingNodes(file) }));
}

function findingNodes(file: FileCompliance): readonly FindingNode[] {
  return file.findings
    .toSorted(compareFindings)
    .map((finding, position) => ({ kind: 'finding', file, finding, position }));
}

function compareFindings(a: FileFinding, b: FileFinding): number {
  return (
    Number(a.waived) - Number(b.waived) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character
  );
}

function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : Number(a > b);
}
