/** What files are measured against, kept at hand so that no check of an open document ever waits for a ledger. */
import { performance } from 'node:perf_hooks';
import type { Baseline } from '../../shared/node/workflow/service.ts';
import type { Log } from '../log.ts';
import type { Projects } from '../projects.ts';
import { createSignal, type Signal } from '../signal.ts';
import type { Ledgers } from './ledgers.ts';

export interface Baselines {
  /**
   * As far as it is known: what is not is asked for, and `onDidLearn` tells when it is there. Undefined until then, and for
   * a file that no version is about.
   */
  known(absolutePath: string): Promise<Baseline | undefined>;
  /** The same once it is known. */
  of(absolutePath: string): Promise<Baseline | undefined>;
  /** What governs the files has changed, and is on disk. */
  outdate(): void;
  /** With the absolute path of a file whose baseline is another one than was last said. */
  readonly onDidLearn: Signal<string>['on'];
}

interface Slot {
  readonly folder: string;
  /** Of the last question; an answer to an earlier one is dropped. */
  asked: number;
  answer: Promise<void>;
  baseline: Baseline | undefined;
  /** What was last said of it; absent: nobody has asked yet. */
  said?: { readonly baseline: Baseline | undefined };
  /** When the ledger could last not be asked, in milliseconds; undefined when it could. */
  failed: number | undefined;
}

/** Milliseconds after which a ledger that could not be asked is asked again, when there is something to check. */
const PATIENCE = 30_000;

export function createBaselines(ledgers: Ledgers, projects: Projects, log: Log): Baselines {
  const learned = createSignal<string>('the news of a baseline', log);
  const slots = new Map<string, Slot>();
  /** Of each folder's ledger, why it could last not be asked: said once, not of each file. */
  const problems = new Map<string, string>();

  const ask = async (file: string, slot: Slot): Promise<void> => {
    const question = ++slot.asked;
    const opened = await ledgers.in(slot.folder);
    const answer = opened.ok ? await opened.value.baselineOf(file) : opened;
    if (question !== slot.asked) return slot.answer;
    note(slot.folder, answer.ok ? '' : answer.message);
    slot.failed = answer.ok ? undefined : performance.now();
    slot.baseline = answer.ok ? answer.value : undefined;
    if (slot.said && slot.said.baseline !== slot.baseline) learned.fire(file);
  };
  const note = (folder: string, problem: string): void => {
    if (problem !== '' && problems.get(folder) !== problem)
      log.info(`The files of ${folder} are not measured against the ledger. ${problem}`);
    problems.set(folder, problem);
  };
  const refresh = (file: string, slot: Slot): void => {
    slot.answer = ask(file, slot).catch(error => log.fault('the look at a baseline', error));
  };
  const refreshAll = (isWanted: (slot: Slot) => boolean): void => {
    for (const [file, slot] of slots) if (isWanted(slot)) refresh(file, slot);
  };
  /** Undefined: no manifest around the file names a ledger. */
  const slotOf = async (file: string): Promise<Slot | undefined> => {
    const located = await projects.locate(file);
    if (!located?.project.manifest.ledger) return undefined;
    const found = slots.get(file);
    if (found?.folder === located.folder) {
      if (found.failed !== undefined && performance.now() - found.failed > PATIENCE) refresh(file, found);
      return found;
    }
    const { folder } = located;
    const slot: Slot = {
      folder,
      asked: 0,
      answer: Promise.resolve(),
      baseline: undefined,
      failed: undefined,
    };
    slots.set(file, slot);
    refresh(file, slot);
    return slot;
  };
  const say = (slot: Slot): Baseline | undefined => {
    slot.said = { baseline: slot.baseline };
    return slot.baseline;
  };

  ledgers.onDidChange(folder => refreshAll(slot => slot.folder === folder));
  return {
    known: async file => {
      const slot = await slotOf(file);
      return slot && say(slot);
    },
    of: async file => {
      const slot = await slotOf(file);
      await slot?.answer;
      return slot && say(slot);
    },
    outdate: () => refreshAll(() => true),
    onDidLearn: learned.on,
  };
}
