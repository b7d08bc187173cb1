/** Reads what a command is about from what it is handed: a tree's node, a page's subject, or nothing from the palette. */
import type * as vscode from 'vscode';
import type { ShownVersion } from '../../shared/protocol/ledger.ts';
import type { DocumentStatuses } from '../documents.ts';
import type { NamedRequest, Place } from './choose.ts';

export interface NamedVersion {
  readonly folderUri: string;
  readonly version: ShownVersion;
}

/** Of a version's node, or that of a field that it changed. */
export function versionIn(target: unknown): NamedVersion | undefined {
  const { folderUri, version } = recordOf(target);
  return typeof folderUri === 'string' && isVersion(version) ? { folderUri, version } : undefined;
}

/** Of a request's node, or its page. */
export function requestIn(target: unknown): NamedRequest | undefined {
  const { folderUri, request, id } = recordOf(target);
  const named = request === undefined ? id : recordOf(request).id;
  return typeof folderUri === 'string' && typeof named === 'string' ? { folderUri, id: named } : undefined;
}

/** Of an environment's node. */
export function placeIn(target: unknown): Place | undefined {
  const { folderUri, environment } = recordOf(target);
  return typeof folderUri === 'string' && typeof environment === 'string'
    ? { folderUri, environment }
    : undefined;
}

/** Of a document that is measured against a version: the one that is given by its URI, else the active one. */
export function placeOfDocument(
  target: unknown,
  active: vscode.TextEditor | undefined,
  statuses: Pick<DocumentStatuses, 'named'>,
): (Place & { readonly path: string; readonly version: number }) | undefined {
  const uri = typeof target === 'string' ? target : active?.document.uri.toString();
  return uri === undefined ? undefined : (statuses.named(uri)?.baseline ?? undefined);
}

function isVersion(value: unknown): value is ShownVersion {
  const { environment, number } = recordOf(value);
  return typeof environment === 'string' && typeof number === 'number';
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
