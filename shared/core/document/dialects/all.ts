/** Finds the reader of a dialect by its name. */
import type { DialectName } from '../dialect.ts';
import type { DialectReader } from '../dialect-reader.ts';
import { bash } from './bash.ts';
import { compose } from './compose.ts';
import { dockerRun } from './docker-run.ts';
import { dotenv } from './dotenv.ts';
import { dotenvExpand } from './dotenv-expand.ts';
import { node } from './node.ts';
import { pythonDotenv } from './python-dotenv.ts';
import { rubyDotenv } from './ruby-dotenv.ts';
import { systemd } from './systemd.ts';

const READERS: Readonly<Record<DialectName, DialectReader>> = {
  dotenv,
  node,
  'dotenv-expand': dotenvExpand,
  compose,
  'docker-run': dockerRun,
  'python-dotenv': pythonDotenv,
  'ruby-dotenv': rubyDotenv,
  systemd,
  bash,
};

export function dialectReader(name: DialectName): DialectReader {
  return READERS[name];
}
