/** The dotenv dialects: one name for each parser whose reading we reproduce. */

export const DIALECTS = [
  'dotenv',
  'node',
  'dotenv-expand',
  'compose',
  'docker-run',
  'python-dotenv',
  'ruby-dotenv',
  'systemd',
  'bash',
] as const;

export type DialectName = (typeof DIALECTS)[number];

export function isDialectName(name: string): name is DialectName {
  return (DIALECTS as readonly string[]).includes(name);
}
