/**
 * The ledgers of the workspace's folders. Each is opened when something is asked of it for the first time: a folder whose
 * manifest names none costs nothing, and a ledger that cannot be read takes nothing from validation.
 */
import path from 'node:path';
import process from 'node:process';
import { environmentOf } from '../../shared/node/environment.ts';
import { MANIFEST_NAME } from '../../shared/node/project-loader.ts';
import type { Failure, OpenWorkflow, Outcome, WorkflowService } from '../../shared/node/workflow/service.ts';
import type { Log } from '../log.ts';
import type { Projects } from '../projects.ts';
import { createSignal, type Signal } from '../signal.ts';

export interface Ledgers {
  /** Of a manifest's folder, absolute; else why nothing may be done with it. */
  in(folder: string): Promise<Outcome<WorkflowService>>;
  trust(): void;
  /** What was asked of this ledger has changed it, or who acts in it. */
  touch(folder: string): void;
  /** With the manifest's folder. */
  readonly onDidChange: Signal<string>['on'];
}

export interface LedgersParts {
  readonly projects: Projects;
  readonly log: Log;
  readonly trusted: boolean;
  /** Tells the person what became of files that a crash had left between a ledger and its folder. */
  readonly tell: (message: string) => void;
  /** Loads the code of ledgers, which most runs do without. */
  readonly loadWorkflow: () => Promise<OpenWorkflow>;
}

export function createLedgers({ projects, log, trusted, tell, loadWorkflow }: LedgersParts): Ledgers {
  const changed = createSignal<string>('the news of a ledger', log);
  const services = new Map<string, Promise<WorkflowService>>();
  let isTrusted = trusted;

  const open = async (folder: string): Promise<WorkflowService> => {
    const openWorkflow = await loadWorkflow();
    const service = openWorkflow({
      folder,
      workspace: () => projects.workspace(),
      now: () => new Date(),
      environment: environmentOf(process.env),
      terminal: false,
      onRecovered: tell,
    });
    service.onDidChange(() => changed.fire(folder));
    return service;
  };
  const opened = (folder: string): Promise<WorkflowService> => {
    const service = services.get(folder) ?? open(folder);
    services.set(folder, service);
    return service;
  };

  return {
    in: async folder => {
      if (!isTrusted) return refused(UNTRUSTED);
      const located = await projects.locate(path.join(folder, MANIFEST_NAME));
      if (located?.folder !== folder) return refused(NO_MANIFEST);
      return { ok: true, value: await opened(folder) };
    },
    trust: () => {
      isTrusted = true;
    },
    touch: changed.fire,
    onDidChange: changed.on,
  };
}

function refused(failure: Failure): Outcome<never> {
  return { ok: false, ...failure };
}

const UNTRUSTED: Failure = {
  code: 'untrusted',
  message:
    'The workspace is not trusted, so git is not run and the ledger not read. Trust the workspace first.',
};

const NO_MANIFEST: Failure = {
  code: 'no-manifest',
  message:
    'This folder has no secure-config.yaml that could name a ledger. Set up the folder first: Secure Config: Set Up This Folder.',
};
