#!/usr/bin/env node
// Writes the files that are made from others: node scripts/generate.mjs [--check]
// With --check nothing is written, and the exit code is 1 when a file is stale, missing or no longer made.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { profileNames, readProfile } from './builtin-profiles.mjs';
import { profilePage, rulePage } from './lib/rule-pages.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = 'docs/rules';

const files = await generatedFiles();
const stale = [...files].filter(([file, text]) => readText(file) !== text).map(([file]) => file);
const left = listFiles(folder).filter(file => !files.has(file));

if (process.argv.includes('--check')) {
  for (const file of stale) console.error(`${file} is not what its sources make of it.`);
  for (const file of left) console.error(`${file} is made from nothing any more.`);
  process.exitCode = stale.length + left.length === 0 ? 0 : 1;
} else {
  for (const file of stale) writeText(file, files.get(file));
  for (const file of left) fs.rmSync(path.join(root, file));
  console.log(`${files.size} files, ${stale.length} written, ${left.length} removed.`);
}

/** Path → text: a page for each rule of a built-in profile, and one that lists them. */
async function generatedFiles() {
  const generated = new Map();
  for (const name of profileNames()) {
    const profile = await readProfile(name);
    generated.set(`${folder}/${name}/README.md`, profilePage(profile));
    for (const rule of profile.rules)
      generated.set(`${folder}/${name}/${rule.id}.md`, rulePage(rule, profile));
  }
  return generated;
}

function readText(file) {
  const absolute = path.join(root, file);
  return fs.existsSync(absolute) ? fs.readFileSync(absolute, 'utf8') : undefined;
}

function writeText(file, text) {
  const absolute = path.join(root, file);
  fs.mkdirSync(path.dirname(absolute), { recursive: true });
  fs.writeFileSync(absolute, text);
}

function listFiles(relative) {
  const absolute = path.join(root, relative);
  if (!fs.existsSync(absolute)) return [];
  return fs
    .readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}
