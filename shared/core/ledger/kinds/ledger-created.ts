/** The first event: it says which ledger this is, and by which policy it begins. */
import { eventKind } from '../kind.ts';
import { POLICY, type Policy, policyProblem, principalOfKey } from '../policy.ts';
import { refuse } from '../refusal.ts';
import { record, text } from '../shape.ts';

const DATA = record({ title: text(), policy: POLICY });

/** Only replay begins with it; anywhere else it is out of place. */
export const ledgerCreated = eventKind({
  kind: 'ledger.created',
  data: DATA,
  attachmentsOf: ({ policy }) => [policy.fingerprintKey.attachment ?? []].flat(),
  admit: () => refuse('genesis', 'A ledger begins once; this one has begun already.'),
  apply: () => {},
  summary: ({ title }) => `ledger created: ${title}`,
});

/** Why this cannot be the first event; undefined when it can. */
export function genesisProblem(
  { policy }: { readonly policy: Policy },
  principal: string,
  key: string,
): string | undefined {
  if (policy.version !== 1) return 'The first policy has to have version 1.';
  if (principalOfKey(policy, key) !== principal) {
    return `${principal} begins the ledger with a key that its policy does not give to ${principal}.`;
  }
  return policyProblem(policy);
}
