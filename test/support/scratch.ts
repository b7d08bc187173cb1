/** A folder for each test of a suite, gone afterwards, and an environment that knows no other. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach } from 'mocha';
import type { Environment } from '../../shared/node/environment.ts';

export interface Scratch {
  /** Absolute; empty at the start of each test. */
  readonly folder: string;
  /** With this folder as home, PATH alone from outside, and what is given. */
  environment(variables?: Record<string, string>): Environment;
}

/** To be called in a `describe`. */
export function useScratch(): Scratch {
  let folder = '';
  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-')));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  return {
    get folder() {
      return folder;
    },
    environment: variables => ({
      variables: { PATH: process.env.PATH, ...variables },
      home: folder,
      platform: process.platform,
    }),
  };
}
