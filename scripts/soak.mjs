#!/usr/bin/env node
// npm run test:soak: the tests that look for rare faults for minutes. node scripts/soak.mjs [name parts…] [-- mocha options…]
import process from 'node:process';
import { helpIfAsked } from './lib/help.mjs';
import { runTests } from './lib/mocha.mjs';

helpIfAsked(import.meta.url);
await runTests({ kind: 'soak', timeout: 1_800_000 }, process.argv.slice(2));
