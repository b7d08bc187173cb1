#!/usr/bin/env node
// Bundles the tests that need no editor and runs them: node scripts/unit.mjs [name parts…] [-- mocha options…]
import process from 'node:process';
import { helpIfAsked } from './lib/help.mjs';
import { runTests } from './lib/mocha.mjs';

helpIfAsked(import.meta.url);
await runTests({ kind: 'unit', timeout: 90_000 }, process.argv.slice(2));
