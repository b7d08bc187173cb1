#!/usr/bin/env node
// npm run test:soak: the tests that look for rare faults for minutes. node scripts/soak.mjs [name parts…] [-- mocha options…]
import process from 'node:process';
import { runTests } from './lib/mocha.mjs';

await runTests({ kind: 'soak', timeout: 1_800_000 }, process.argv.slice(2));
