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
  /** The same, of a folder whose manifest has been read. Undefined where git may not be run. */
  trustedIn(folder: string): WorkflowService | undefined;
  trust(): void;
  /** With the manifest's folder. */
  readonly onDidChange: Signal<string>['on'];
}

export interface LedgersParts {
  readonly projects: Projects;
  readonly log: Log;
  readonly trusted: boolean;
  /** Loads the code of ledgers, which most runs do without. */
  readonly loadWorkflow: () => OpenWorkflow | undefined;
}

export function createLedgers({ projects, log, trusted, loadWorkflow }: LedgersParts): Ledgers {
  const changed = createSignal<string>('the news of a ledger', log);
  const services = new Map<string, WorkflowService>();
  let isTrusted = trusted;

  const open = (folder: string): WorkflowService | undefined => {
    const known = services.get(folder);
    if (known) return known;
    const service = loadWorkflow()?.({
      folder,
      workspace: () => projects.workspace(),
      now: () => new Date(),
      environment: environmentOf(process.env),
      terminal: false,
    });
    if (!service) return undefined;
    services.set(folder, service);
    service.onDidChange(() => changed.fire(folder));
    return service;
  };

  return {
    in: async folder => {
      if (!isTrusted) return refused(UNTRUSTED);
      const located = await projects.locate(path.join(folder, MANIFEST_NAME));
      if (located?.folder !== folder) return refused(NO_MANIFEST);
      const service = open(folder);
      return service ? { ok: true, value: service } : refused(NOT_INSTALLED);
    },
    trustedIn: folder => (isTrusted ? open(folder) : undefined),
    trust: () => {
      isTrusted = true;
    },
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

const NOT_INSTALLED: Failure = {
  code: 'not-installed',
  message: 'The part of Secure Config that reads ledgers is missing. Install Secure Config again.',
};

const NO_MANIFEST: Failure = {
  code: 'no-manifest',
  message:
    'This folder has no secure-config.yaml that could name a ledger. Set up the folder first: Secure Config: Set Up This Folder.',
};
