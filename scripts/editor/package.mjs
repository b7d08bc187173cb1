// Checks what is in the packaged extension: the files that are meant to be, no others, and not too many bytes of them.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { root } from '../lib/run.mjs';

const KILOBYTE = 1024;
const BUDGETS = { 'extension/dist/client.js': 550 * KILOBYTE, package: 1024 * KILOBYTE };

const REQUIRED = [
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/language-configuration.json',
  'extension/dist/client.js',
  'extension/dist/client-language.js',
  'extension/dist/client-ledger.js',
  'extension/dist/server.js',
  'extension/dist/language-server.js',
  'extension/dist/schema-compiler.js',
  'extension/dist/profile-twelve-factor.js',
  'extension/dist/profile-voicehive.js',
  'extension/dist/re2.js',
  'extension/dist/yaml.js',
  'extension/dist/ledger.js',
  'extension/images/icon.png',
  'extension/images/compliance.svg',
  'extension/images/matrix-light.svg',
  'extension/images/matrix-dark.svg',
  'extension/images/report-light.svg',
  'extension/images/report-dark.svg',
  'extension/syntaxes/dotenv.tmLanguage.json',
  'extension/syntaxes/waiver.tmLanguage.json',
];
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/docs\/rules\/[\w-]+\/[\w-]+\.md$/,
  /^extension\/docs\/walkthrough\/[\w-]+\.md$/,
  /^extension\/profiles\/[\w-]+\/(?:rules\/)?[\w-]+\.yaml$/,
  /^extension\/schemas\/[\w-]+\.schema\.json$/,
];

/** @returns {{passed: number, failed: number, skipped: number}} */
export function checkPackage(vsix) {
  const bytes = fs.readFileSync(vsix);
  const entries = listEntries(bytes);
  const names = entries.map(entry => entry.name);
  const client = entries.find(entry => entry.name === 'extension/dist/client.js')?.size ?? 0;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const check = (title, problems) => {
    counts[problems.length === 0 ? 'passed' : 'failed']++;
    console.log(
      `  ${problems.length === 0 ? 'ok  ' : 'FAIL'} ${title}${problems.map(text => `\n    ${text}`).join('')}`,
    );
  };
  check(
    'holds what it needs',
    [...REQUIRED, ...named(bytes, entries)].filter(name => !names.includes(name)),
  );
  check(
    'holds nothing else',
    names.filter(name => !REQUIRED.includes(name) && !ALLOWED.some(pattern => pattern.test(name))),
  );
  check('holds a page for each rule and the schemas', missingFolders(names));
  check(`client ${kilobytes(client)}`, over(client, BUDGETS['extension/dist/client.js']));
  check(`package ${kilobytes(bytes.length)}, ${names.length} files`, over(bytes.length, BUDGETS.package));
  return counts;
}

/** Every file that the manifest names must be there. */
function named(bytes, entries) {
  const manifest = JSON.parse(readEntry(bytes, entries, 'extension/package.json'));
  const paths = JSON.stringify(manifest.contributes).match(/"(?:\.\/)?[\w./-]+\.(?:json|svg|png)"/g) ?? [];
  return paths.map(text => path.posix.join('extension', JSON.parse(text)));
}

function missingFolders(names) {
  const folders = { 'docs/rules': 'extension/docs/rules/', schemas: 'extension/schemas/' };
  return Object.entries(folders)
    .filter(([folder]) => fs.existsSync(path.join(root, folder)))
    .filter(([, prefix]) => !names.some(name => name.startsWith(prefix)))
    .map(([folder]) => `${folder} is missing`);
}

function over(size, budget) {
  return size > budget ? [`over the budget of ${kilobytes(budget)}`] : [];
}

function kilobytes(size) {
  return `${(size / KILOBYTE).toFixed(0)} KiB`;
}

/** The central directory of a ZIP file without ZIP64: enough for a package of this size. */
function listEntries(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const lengths = [28, 30, 32].map(offset => bytes.readUInt16LE(at + offset));
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + lengths[0]),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    };
    at += 46 + lengths[0] + lengths[1] + lengths[2];
    return entry;
  });
}

function readEntry(bytes, entries, name) {
  const entry = entries.find(each => each.name === name);
  if (!entry) throw new Error(`${name} is not in the package`);
  const start =
    entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const data = bytes.subarray(start, start + entry.packed);
  return (entry.method === 0 ? data : zlib.inflateRawSync(data)).toString('utf8');
}
