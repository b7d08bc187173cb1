/** What the extension takes of the extension host's thread when it is activated, in a real VS Code. */
import { execFileSync } from 'node:child_process';
import { ourServer } from '../contestants.ts';
import { limits, type Scenario } from '../scenario.ts';

const FIGURES = { 'as VS Code says ms': 30, 'CPU until the first diagnostics ms': 30 };

export const activation: Scenario = {
  name: 'activation in VS Code',
  isSlow: true,
  whyMissed:
    'Half of the time until the first diagnostics is spent on the library that VS Code has for language clients: each ' +
    'window reads, compiles and evaluates it anew.',
  targets: { 'as VS Code says ms': 1, 'CPU until the first diagnostics ms': 1 },
  contestants: setting => [ourServer(setting), limits('limit', FIGURES)],
  prepare: () => {},
  measure: async () => {
    const args = ['scripts/activation.mjs', '--rounds', '3', '--json'];
    const output = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { said, diagnosed, elsewhere } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<
      string,
      number | null
    >;
    if (said == null || diagnosed == null) throw new Error('the extension was not activated');
    if (elsewhere !== null) throw new Error('the extension was activated in a folder without configuration');
    return { 'as VS Code says ms': said, 'CPU until the first diagnostics ms': diagnosed };
  },
};
