/** Reads the texts that events speak of while a ledger is verified, and holds what they claim against them. */
import path from 'node:path';
import { readStored, type Side } from '../../core/drift/side.ts';
import type { Content } from '../../core/ledger/content.ts';
import type { CutFile } from '../../core/ledger/cut.ts';
import type { Project } from '../../core/validation/project.ts';
import { claimIn } from '../../core/workflow/claim.ts';
import { falseClaims } from '../../core/workflow/false-claims.ts';
import { ruleSetDigest } from '../../core/workflow/rule-set.ts';
import { isFailure } from '../git/failure.ts';
import { type LedgerFailure, refused } from '../ledger/ledger-failure.ts';
import { decodeCutFile } from '../ledger/secrets.ts';
import type { Inspector } from '../ledger/verify-ledger.ts';
import type { Workspace } from '../workspace.ts';
import { unmappedPaths } from './environment-files.ts';

export interface DeepVerify {
  readonly inspect: Inspector;
  /** Events of which the claims were computed anew, and those that were not, for their rules are not those of today. */
  counts(): { readonly recomputed: number; readonly otherRules: number };
}

export interface Governing {
  /** Absolute, of the manifest. */
  readonly folder: string;
  readonly project: Project;
  readonly workspace: Workspace;
}

type ReadAttachment = Parameters<Inspector>[2];

export function createDeepVerify({ folder, project, workspace }: Governing): DeepVerify {
  const rules = ruleSetDigest(project);
  const counts = { recomputed: 0, otherRules: 0 };

  const sideOf = async (file: CutFile, now: Date): Promise<Side> => {
    const governed = await workspace.governanceOf(path.join(folder, file.path), file.text);
    return readStored(file, { governance: governed?.governance ?? { dialects: ['dotenv'] }, now });
  };
  const sidesOf = async (content: Content | null, read: ReadAttachment, now: Date) => {
    const sides: Side[] = [];
    for (const { path: name, cut } of content?.files ?? []) {
      const bytes = await read(cut);
      if (isFailure(bytes)) return bytes;
      const file = decodeCutFile(bytes);
      if (file?.path !== name) return refused({ code: 'attachment-content', message: noFile(name) });
      sides.push(await sideOf(file, now));
    }
    return sides;
  };

  return {
    counts: () => ({ ...counts }),
    inspect: async (event, state, read) => {
      const claim = claimIn(event, state);
      if (!claim) return [];
      if (claim.assessment.ruleSet !== rules) {
        counts.otherRules++;
        return [];
      }
      const now = new Date(event.time);
      const named = [claim.content, claim.base, claim.restored, claim.first?.content ?? null];
      const sides: (readonly Side[])[] = [];
      for (const each of named) {
        const found = await sidesOf(each, read, now);
        if (isFailure(found)) return [found];
        sides.push(found);
      }
      const [content = [], base = [], restored = [], first = []] = sides;
      const paths = claim.content.files.map(({ path: name }) => name);
      const unmapped = await unmappedPaths(workspace, folder, claim.environment, paths);
      counts.recomputed++;
      return falseClaims(claim, { content, base, restored, first, unmapped }, state, now).map(
        (each): LedgerFailure => refused(each),
      );
    },
  };
}

function noFile(name: string): string {
  return `The ledger's text of ${name} has another form than it should have.`;
}
