/** The compliance score: how much of what was checked holds, graver rules weighing more. */
import type { Severity } from '../document/document.ts';

const WEIGHTS: Readonly<Record<Severity, number>> = { critical: 10, error: 5, warning: 2, info: 1 };
const HEAVIEST = 10;

/** 0–100, two decimals; 100 when no rule applied. One violation for each rule. */
export function scoreOf(
  violations: readonly { readonly severity: Severity }[],
  rulesChecked: number,
): number {
  if (rulesChecked === 0) return 100;
  const weight = violations.reduce((sum, { severity }) => sum + WEIGHTS[severity], 0);
  const lost = (weight / (rulesChecked * HEAVIEST)) * 100;
  return Math.round(Math.max(0, 100 - lost) * 100) / 100;
}
