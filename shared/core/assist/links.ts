/** Paths in manifests and profiles that lead to other files. */
import { folderOf, joinPath } from '../text/path.ts';
import type { Span } from '../text/text.ts';
import { type OwnReference, ownReferences } from './own-file.ts';

export interface Link {
  readonly span: Span;
  /** A file, from the same place as the path of the file it stands in; or the name of a built-in profile. */
  readonly target: { readonly path: string } | { readonly builtin: string };
}

export interface LinkOptions {
  /** Of the file, relative to the folder of the manifest. */
  readonly path: string;
  /** How many folders up a path may lead out of that folder. */
  readonly outward: number;
}

/** In source order. Folders of rules and patterns lead to no one file. */
export function documentLinks(text: string, options: LinkOptions): readonly Link[] {
  return ownReferences(text).flatMap(reference => linkOf(reference, options));
}

export function linkOf(reference: OwnReference, { path, outward }: LinkOptions): readonly Link[] {
  const { kind, span } = reference;
  if (kind === 'builtin') return [{ span, target: { builtin: reference.name } }];
  if (kind !== 'file') return [];
  const joined = joinPath(folderOf(path), reference.path, outward);
  if (joined === undefined) return [];
  if (/\.(?:ya?ml|json)$/i.test(joined))
    return /[*?[{]/.test(joined) ? [] : [{ span, target: { path: joined } }];
  if (reference.role !== 'profile') return [];
  return [{ span, target: { path: joined === '' ? 'profile.yaml' : `${joined}/profile.yaml` } }];
}
