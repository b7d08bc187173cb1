/** Answers of the service, made from the unions of what it stands on. */
import type { Refusal } from '../../core/ledger/refusal.ts';
import type { LedgerFailure } from '../ledger/ledger-failure.ts';
import type { Failure, Outcome } from './service.ts';

export function answered<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

export function refusedAs({ code, message }: Failure | LedgerFailure | Refusal): { ok: false } & Failure {
  return { ok: false, code, message };
}

export function refusal(code: string, message: string): { ok: false } & Failure {
  return { ok: false, code, message };
}
