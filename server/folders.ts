/** The workspace folders, as the client changes them, and how a file in them is called for people. */
import path from 'node:path';
import type { InitializeParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver/node';
import { pathOfUri, uriOfPath } from './convert.ts';

interface Folder {
  readonly uri: string;
  readonly name: string;
  readonly path: string;
}

export interface Folders {
  all(): readonly Folder[];
  /** The innermost folder that holds the file. */
  of(filePath: string): Folder | undefined;
  /** Relative to its folder, `/` between parts, headed by the folder's name when there are several. */
  displayPath(filePath: string): string;
  change(event: WorkspaceFoldersChangeEvent): void;
}

export function createFolders(params: InitializeParams): Folders {
  let folders = initialFolders(params);
  const of = (filePath: string): Folder | undefined =>
    folders
      .filter(folder => isInside(filePath, folder.path))
      .reduce<Folder | undefined>(
        (best, next) => (best && best.path.length > next.path.length ? best : next),
        undefined,
      );

  return {
    all: () => folders,
    of,
    displayPath: filePath => {
      const folder = of(filePath);
      if (!folder) return path.basename(filePath);
      const relative = path.relative(folder.path, filePath).split(path.sep).join('/');
      return folders.length > 1 ? `${folder.name}/${relative}` : relative;
    },
    change: ({ added, removed }) => {
      const gone = new Set(removed.map(folder => pathOfUri(folder.uri)));
      folders = [...folders.filter(folder => !gone.has(folder.path)), ...added.flatMap(toFolder)];
    },
  };
}

function isInside(filePath: string, folder: string): boolean {
  const relative = path.relative(folder, filePath);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

/** Clients that know one root only name it by URI, the oldest by path. */
function initialFolders({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly Folder[] {
  if (workspaceFolders) return workspaceFolders.flatMap(toFolder);
  const uri = rootUri ?? (rootPath ? uriOfPath(rootPath) : undefined);
  return uri === undefined ? [] : toFolder({ uri, name: '' });
}

/** None for a folder that is not on this machine's disk. */
function toFolder({ uri, name }: { uri: string; name: string }): Folder[] {
  const folderPath = pathOfUri(uri);
  return folderPath === undefined ? [] : [{ uri, name: name || path.basename(folderPath), path: folderPath }];
}
