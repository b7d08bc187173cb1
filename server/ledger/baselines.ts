/** What open files are measured against, kept at hand so that no check ever waits for a ledger. */
import { performance } from 'node:perf_hooks';
import type { Baseline } from '../../shared/node/workflow/service.ts';
import type { Governed } from '../../shared/node/workspace.ts';
import type { Log } from '../log.ts';
import { createSignal, type Signal } from '../signal.ts';
import type { Ledgers } from './ledgers.ts';

export interface Baselines {
  /**
   * As far as it is known. What is not known is asked for, and `onDidLearn` tells when it is there; undefined until then,
   * and for a file whose environment has no version.
   */
  of(absolutePath: string, governed: Governed): Baseline | undefined;
  readonly onDidLearn: Signal<void>['on'];
}

interface Slot {
  readonly folder: string;
  /** Of the last question; an answer to an earlier one is dropped. */
  asked: number;
  baseline: Baseline | undefined;
  /** When the ledger could last not be asked, in milliseconds; undefined when it could. */
  failed: number | undefined;
}

/** Milliseconds after which a ledger that could not be asked is asked again, when there is something to check. */
const PATIENCE = 30_000;

export function createBaselines(ledgers: Ledgers, log: Log): Baselines {
  const learned = createSignal<void>('the news of a baseline', log);
  const slots = new Map<string, Slot>();

  const ask = async (file: string, slot: Slot): Promise<void> => {
    const question = ++slot.asked;
    const opened = await ledgers.in(slot.folder);
    const answer = opened.ok ? await opened.value.baselineOf(file) : opened;
    if (question !== slot.asked) return;
    if (!answer.ok) log.info(`${file} is not measured against the ledger. ${answer.message}`);
    slot.failed = answer.ok ? undefined : performance.now();
    const before = slot.baseline;
    slot.baseline = answer.ok ? answer.value : undefined;
    if (before !== slot.baseline) learned.fire();
  };
  const refresh = (file: string, slot: Slot): void => {
    ask(file, slot).catch(error => log.fault('the look at a baseline', error));
  };

  ledgers.onDidChange(folder => {
    for (const [file, slot] of slots) if (slot.folder === folder) refresh(file, slot);
  });
  return {
    of: (file, { governance, root }) => {
      if (!governance.project?.manifest.ledger) return undefined;
      const known = slots.get(file);
      if (known?.folder === root) {
        if (known.failed !== undefined && performance.now() - known.failed > PATIENCE) refresh(file, known);
        return known.baseline;
      }
      const slot: Slot = { folder: root, asked: 0, baseline: undefined, failed: undefined };
      slots.set(file, slot);
      refresh(file, slot);
      return undefined;
    },
    onDidLearn: learned.on,
  };
}
