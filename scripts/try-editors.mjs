#!/usr/bin/env node
// Tries the set-ups of docs/editors.md: opens the example in each editor that is installed, without a screen, waits for
// diagnostics, and asks for more where the editor can be told to. Needs `npm run build`. Not part of npm test.
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
      cmd = { 'secure-config', 'lsp', '--stdio' },
      root_dir = vim.fn.getcwd(),
    })
  end,
})
`;

const NEOVIM_11 = `
vim.lsp.config('secure_config', {
  cmd = { 'secure-config', 'lsp', '--stdio' },
  filetypes = { 'env', 'yaml' },
  root_markers = { 'secure-config.yaml', '.git' },
})
vim.lsp.enable('secure_config')
`;

/** What is told after either. */
const NEOVIM_LOOK = `
vim.defer_fn(function()
  vim.cmd('edit ${FILE}')
  vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    io.stdout:write(string.format('DIAGNOSTIC %d %s\\n', found.lnum + 1, found.code or found.user_data.lsp.code))
  end
  local function ask(method, more)
    local document = { uri = vim.uri_from_bufnr(0) }
    local asked = vim.tbl_extend('force', { textDocument = document }, more)
    for _, answer in pairs(vim.lsp.buf_request_sync(0, method, asked, 10000) or {}) do return answer.result end
  end
  local line = vim.fn.search('SSL_MODE') - 1
  local place = { line = line, character = 40 }
  local range = { start = place, ['end'] = place }
  for _, action in ipairs(ask('textDocument/codeAction', { range = range, context = { diagnostics = {} } }) or {}) do
    io.stdout:write('ACTION ' .. action.title .. '\\n')
  end
  local hover = ask('textDocument/hover', { position = place })
  io.stdout:write('HOVER ' .. (hover and 'yes' or 'no') .. '\\n')
  local key = { line = line, character = 20 }
  local uses = ask('textDocument/references', { position = key, context = { includeDeclaration = true } }) or {}
  io.stdout:write('REFERENCES ' .. #uses .. '\\n')
  local renamed = ask('textDocument/rename', { position = key, newName = 'VOICEHIVE_X' }) or {}
  io.stdout:write('RENAMED ' .. #(renamed.documentChanges or vim.tbl_keys(renamed.changes or {})) .. ' files\\n')
  vim.cmd('qall!')
end, 0)
`;

const EMACS = `
(define-derived-mode dotenv-mode conf-unix-mode "Dotenv")
(add-to-list 'auto-mode-alist '("/\\\\.env\\\\(\\\\.[^/]*\\\\)?\\\\'" . dotenv-mode))
(add-to-list 'auto-mode-alist '("\\\\.env\\\\'" . dotenv-mode))
(setq command '("secure-config" "lsp" "--stdio"))
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

const HELIX = `[language-server.secure-config]
command = "secure-config"
args = ["lsp", "--stdio"]

[[language]]
name = "env"
language-servers = ["secure-config"]

[[language]]
name = "yaml"
language-servers = ["yaml-language-server", "secure-config"]
`;

/** Helix has no life without a screen: tmux is one. What is told is what stands on it. */
const HELIX_LOOK = `
screen() { tmux -L "$0" capture-pane -p; }
keys() { tmux -L "$0" send-keys "$@"; sleep 0.3; }
seen() { for _ in $(seq 100); do screen | grep -q "$1" && return; sleep 0.1; done; return 1; }
trap 'tmux -L "$0" kill-server' EXIT
tmux -L "$0" new-session -d -x 140 -y 60 "hx ${FILE}"
seen '^●' || screen
screen | grep '^●' | sed -E 's/^● *([0-9]+).*/DIAGNOSTIC \\1/'
keys /SSL_MODE Enter
keys glh Space a
seen 'Waive' && screen | grep -oE 'Set [A-Z_]+ to [a-z]+|Waive [A-Z_0-9]+|Fix all safe problems|Read about [A-Z_0-9]+' | sed 's/^/ACTION /'
keys Escape
keys Space k
seen 'Database TLS mode' && echo 'HOVER yes'
keys Escape
keys ghww
keys gr
seen '[0-9]/[0-9]' && echo "REFERENCES $(screen | grep -oE '[0-9]+/[0-9]+' | head -1)"
keys Escape
keys Space r
seen 'rename-to' && keys C-u && keys VOICEHIVE_X Enter
seen 'export VOICEHIVE_X=' && echo 'RENAMED this file and others'
`;

const editors = [
  {
    name: 'Neovim, set up by hand',
    version: ['nvim', '--version'],
    script: ['try.lua', NEOVIM + NEOVIM_LOOK],
    command: ['nvim', '--headless', '--clean', '-S'],
  },
  {
    name: 'Neovim, vim.lsp.config',
    version: ['nvim', '--version'],
    suits: text => !/^NVIM v0\.(?:\d|10)\./.test(text),
    script: ['try-11.lua', NEOVIM_11 + NEOVIM_LOOK],
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
  {
    name: 'Helix',
    version: ['hx', '--version'],
    script: ['.config/helix/languages.toml', HELIX],
    command: home => ['bash', '-c', HELIX_LOOK, path.basename(home)],
  },
];

let failed = 0;
for (const editor of editors) {
  const [program, ...options] = editor.version;
  const version = spawnSync(program, options, { encoding: 'utf8' });
  const suits = editor.suits ?? (() => true);
  if (version.error) console.log(`- ${editor.name}: not installed`);
  else if (!suits(version.stdout)) console.log(`- ${editor.name}: not for ${version.stdout.split('\n')[0]}`);
  else if (!tryOne(editor, version.stdout.split('\n')[0])) failed++;
}
process.exitCode = failed > 0 ? 1 : 0;

function tryOne({ name, script: [file, text], command }, version) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-editors-'));
  const project = path.join(home, 'voicehive');
  fs.cpSync(path.join(root, 'examples', 'voicehive'), project, { recursive: true });
  const script = path.join(home, file);
  fs.mkdirSync(path.dirname(script), { recursive: true });
  fs.writeFileSync(script, text);
  const programs = path.join(home, 'bin');
  fs.mkdirSync(programs);
  fs.writeFileSync(path.join(programs, 'secure-config'), `#!/bin/sh\nexec node "${cli}" "$@"\n`, {
    mode: 0o755,
  });
  try {
    const [program, ...options] = typeof command === 'function' ? command(home) : [...command, script];
    const run = spawnSync(program, options, {
      cwd: project,
      encoding: 'utf8',
      timeout: LONGEST,
      env: { PATH: `${programs}:${process.env.PATH}`, LANG: 'C.UTF-8', HOME: home, TERM: 'xterm-256color' },
    });
    const told = run.stdout.match(/^(?:DIAGNOSTIC|ACTION|HOVER|REFERENCES|RENAMED) .*/gm) ?? [];
    const found = told.filter(line => line.startsWith('DIAGNOSTIC'));
    const others = told.filter(line => !line.startsWith('DIAGNOSTIC')).map(line => `\n    ${line}`);
    console.log(
      `${found.length > 0 ? '✔' : '✖'} ${name} (${version}): ${found.length} diagnostics${others.join('')}`,
    );
    if (found.length === 0)
      console.log(`${run.stdout}\n${run.stderr}`.trim().split('\n').slice(-15).join('\n'));
    else if (process.argv.includes('--verbose')) console.log(found.join('\n'));
    return found.length > 0;
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}
