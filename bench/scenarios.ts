/** Everything that is measured, in the order of the table. */
import type { Scenario } from './scenario.ts';
import { activation } from './scenarios/activation.ts';
import { assist } from './scenarios/assist.ts';
import { again, cancel, typing } from './scenarios/busy.ts';
import { firstStart, start, workspace } from './scenarios/command.ts';
import { burst, length, memory } from './scenarios/growth.ts';
import { keystroke } from './scenarios/keystroke.ts';
import { ledgerService } from './scenarios/ledger-service.ts';
import { append, history, recent } from './scenarios/ledger-store.ts';
import { firstOpen, large, open, refused } from './scenarios/open.ts';
import { size } from './scenarios/size.ts';

export const scenarios: readonly Scenario[] = [
  keystroke('dotenv', 1000, {}),
  keystroke('dotenv', 10_000, { 'CPU ms/edit': 0.1 }),
  length,
  keystroke('yaml', 1000, { 'CPU ms/edit': 0.1, 'p50 ms': 0.02, 'p95 ms': 0.05 }),
  keystroke('yaml', 10_000, { 'CPU ms/edit': 0.02, 'p50 ms': 0.02, 'p95 ms': 0.05 }),
  burst,
  memory,
  open,
  firstOpen,
  large('dotenv'),
  large('yaml'),
  refused,
  assist(1000),
  assist(10_000),
  typing,
  cancel,
  start,
  firstStart,
  workspace,
  append,
  history(10_000),
  recent(100_000),
  again,
  size,
  activation,
  ...ledgerService,
];
