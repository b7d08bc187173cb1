/** Lets this process end although a git that it keeps at hand still runs. */
import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';

/** Not needed: this process may end when nothing else is left to do; git's input then closes, and git ends too. */
export function keepAlive(child: ChildProcess, isNeeded: boolean): void {
  const handles = [child, child.stdin, child.stdout, child.stderr] as (ChildProcess | Socket | null)[];
  for (const handle of handles) {
    if (isNeeded) handle?.ref();
    else handle?.unref();
  }
}
