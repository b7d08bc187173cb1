/** What is said where a manifest or profile with errors stands in the way. `source`: its path. */
export function faultyRules(source: string): string {
  return `${source} has errors here, so not all rules can be checked. Mend them first.`;
}
