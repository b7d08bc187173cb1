#!/usr/bin/env node
// Tries the set-ups of docs/editors.md: opens the example in each editor that is installed, without a screen, and waits
// for diagnostics. Needs `npm run build`. Not part of npm test.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const cli = path.join(root, 'dist', 'cli.js');
const FILE = '.env.production';
const LONGEST = 40_000; // milliseconds

const NEOVIM = `
vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = { '.env', '.env.*', '*.env' },
  callback = function() vim.bo.filetype = 'dotenv' end,
})
local start = vim.lsp.start or function(config)
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'dotenv', 'yaml' },
  callback = function()
    start({
      name = 'secure-config',
      cmd = { 'node', vim.env.SECURE_CONFIG_CLI, 'lsp', '--stdio' },
      root_dir = vim.fn.getcwd(),
    })
  end,
})
vim.defer_fn(function()
  vim.cmd('edit ${FILE}')
  vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    io.stdout:write(string.format('DIAGNOSTIC %d %s\\n', found.lnum + 1, found.code or found.user_data.lsp.code))
  end
  vim.cmd('qall!')
end, 0)
`;

const EMACS = `
(define-derived-mode dotenv-mode conf-unix-mode "Dotenv")
(add-to-list 'auto-mode-alist '("/\\\\.env\\\\(\\\\.[^/]*\\\\)?\\\\'" . dotenv-mode))
(add-to-list 'auto-mode-alist '("\\\\.env\\\\'" . dotenv-mode))
(setq command (list "node" (getenv "SECURE_CONFIG_CLI") "lsp" "--stdio"))
(defun wait-for (test)
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall test)) (< (float-time) end)) (accept-process-output nil 0.05))))
`;

const EGLOT = `${EMACS}
(require 'eglot)
(add-to-list 'eglot-server-programs (cons 'dotenv-mode command))
(find-file "${FILE}")
(apply #'eglot (eglot--guess-contact))
(flymake-mode 1)
(flymake-start)
(wait-for (lambda () (flymake-start) (flymake-diagnostics)))
(dolist (found (flymake-diagnostics))
  (princ (format "DIAGNOSTIC %d %s\\n" (line-number-at-pos (flymake-diagnostic-beg found))
                 (car (split-string (flymake-diagnostic-text found) "\\n")))))
`;

const LSP_MODE = `${EMACS}
(package-initialize)
(require 'lsp-mode)
(setq lsp-auto-guess-root t lsp-enable-suggest-server-download nil lsp-session-file (expand-file-name "session" (getenv "HOME")))
(add-to-list 'lsp-language-id-configuration '(dotenv-mode . "dotenv"))
(lsp-register-client
 (make-lsp-client :new-connection (lsp-stdio-connection (lambda () command))
                  :activation-fn (lsp-activate-on "dotenv")
                  :server-id 'secure-config))
(lsp-workspace-folders-add default-directory)
(find-file "${FILE}")
(lsp)
(wait-for (lambda () (> (hash-table-count (lsp-diagnostics t)) 0)))
(maphash (lambda (_file all)
           (dolist (found all)
             (princ (format "DIAGNOSTIC %d %s\\n" (1+ (lsp-get (lsp-get (lsp-get found :range) :start) :line))
                            (lsp-get found :code)))))
         (lsp-diagnostics t))
`;

const editors = [
  {
    name: 'Neovim',
    version: ['nvim', '--version'],
    script: ['try.lua', NEOVIM],
    command: ['nvim', '--headless', '--clean', '-S'],
  },
  {
    name: 'Emacs, eglot',
    version: ['emacs', '--version'],
    script: ['eglot.el', EGLOT],
    command: ['emacs', '--batch', '-l'],
  },
  {
    name: 'Emacs, lsp-mode',
    version: ['emacs', '--version'],
    script: ['lsp-mode.el', LSP_MODE],
    command: ['emacs', '--batch', '-l'],
  },
];

let failed = 0;
for (const editor of editors) {
  const [program, ...options] = editor.version;
  const version = spawnSync(program, options, { encoding: 'utf8' });
  if (version.error) console.log(`- ${editor.name}: not installed`);
  else if (!tryOne(editor, version.stdout.split('\n')[0])) failed++;
}
process.exitCode = failed > 0 ? 1 : 0;

function tryOne({ name, script: [file, text], command }, version) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-editors-'));
  const project = path.join(home, 'voicehive');
  fs.cpSync(path.join(root, 'examples', 'voicehive'), project, { recursive: true });
  fs.writeFileSync(path.join(home, file), text);
  try {
    const [program, ...options] = command;
    const run = spawnSync(program, [...options, path.join(home, file)], {
      cwd: project,
      encoding: 'utf8',
      timeout: LONGEST,
      env: { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: home, SECURE_CONFIG_CLI: cli },
    });
    const found = run.stdout.match(/DIAGNOSTIC .*/g) ?? [];
    console.log(`${found.length > 0 ? '✔' : '✖'} ${name} (${version}): ${found.length} diagnostics`);
    if (found.length === 0)
      console.log(`${run.stdout}\n${run.stderr}`.trim().split('\n').slice(-15).join('\n'));
    else if (process.argv.includes('--verbose')) console.log(found.join('\n'));
    return found.length > 0;
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}
