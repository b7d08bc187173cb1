/** Relative paths as manifests write them: `/` between parts, resolved without asking any disk. */

/** `config` of `config/app.yaml`; empty for a path without folder. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * `relative`, written in a file of `folder`, as a path from the same place as `folder`; `''` is that place itself.
 * Undefined when it is absolute, or leaves by more than `outward` folders what the paths start from.
 */
export function joinPath(folder: string, relative: string, outward = 0): string | undefined {
  if (/^([/\\]|[A-Za-z]:|~)/.test(relative) || relative.includes('\0') || relative.includes('\\'))
    return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${relative}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  const up = parts.filter(part => part === '..').length;
  return up > outward ? undefined : parts.join('/');
}
