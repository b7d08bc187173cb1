/** Which engine runs this process, and how: what it makes of code is for none other. */
import process from 'node:process';

export function engineName(): string {
  const { version, arch, platform, execArgv, env } = process;
  return [version, arch, platform, ...execArgv, env.NODE_OPTIONS ?? ''].join(' ');
}
