"""Real editors, headless, with the configuration that their users are given: findings are shown, and a fix is applied."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EDITORS = Path(__file__).parents[2] / "editors"
TEXT = "# Notes 😀\n\nWe 😀 recieve the mail.\n"
SHOWN = {"code": "spelling.misspelling", "line": 2, "text": "recieve"}
FIXED = TEXT.replace("recieve", "receive")
PATIENCE = 240
"""Seconds after which a test gives up: nothing is measured by it."""

NEOVIM = """
local config = dofile(arg_config)
config.cmd = arg_command
config.name = "edlint"
config.root_dir = vim.fn.getcwd()
config.init_options = { engines = "none" }
vim.cmd("edit a.md")
local client = vim.lsp.start_client(config)
vim.lsp.buf_attach_client(0, client)
local function shown()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    local text = vim.api.nvim_buf_get_text(0, one.lnum, one.col, one.end_lnum, one.end_col, {})
    table.insert(found, { code = one.code or one.user_data.lsp.code, line = one.lnum, text = text[1] })
  end
  return found
end
local log = {}
vim.wait(arg_patience, function() return #shown() > 0 end)
table.insert(log, shown())
local one = vim.diagnostic.get(0)[1]
local params = {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = { line = 2, character = 7 }, ["end"] = { line = 2, character = 7 } },
  context = { diagnostics = {}, only = { "quickfix" } },
}
local answer = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, arg_patience)
for _, action in ipairs(answer[client].result) do
  if action.isPreferred then
    table.insert(log, action.title)
    vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
  end
end
vim.wait(arg_patience, function() return #shown() == 0 end)
table.insert(log, #shown())
vim.cmd("write")
local out = io.open("log.json", "w")
out:write(vim.json.encode(log))
out:close()
vim.lsp.stop_client(client)
vim.cmd("qall!")
"""

EMACS = """
(package-initialize)
(require 'eglot)
(require 'json)
(load arg-config)
(setq edlint-command arg-command
      eglot-sync-connect t eglot-connect-timeout arg-patience eglot-autoshutdown t
      create-lockfiles nil make-backup-files nil
      project-find-functions (list (lambda (dir) (cons 'transient dir))))
(find-file "a.md")
(text-mode)
(defun shown ()
  (mapcar (lambda (one)
            (list (cons 'code (eglot-test-code one))
                  (cons 'line (1- (line-number-at-pos (flymake-diagnostic-beg one))))
                  (cons 'text (buffer-substring-no-properties
                               (flymake-diagnostic-beg one) (flymake-diagnostic-end one)))))
          (flymake-diagnostics)))
(defun eglot-test-code (one)
  (plist-get (cdr (assoc 'eglot-lsp-diag (flymake-diagnostic-data one))) :code))
(defun wait-for (happened)
  (let ((end (+ (float-time) arg-patience)))
    (while (and (< (float-time) end) (not (funcall happened)))
      (accept-process-output nil 0.1)
      (when (fboundp 'flymake-start) (flymake-start)))))
(call-interactively 'eglot)
(let (log)
  (wait-for 'shown)
  (push (shown) log)
  (goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
  (let* ((actions (eglot-code-actions (point) (point) "quickfix"))
         (fix (seq-find (lambda (one) (eq t (plist-get one :isPreferred))) actions)))
    (push (plist-get fix :title) log)
    (eglot--apply-workspace-edit (plist-get fix :edit)))
  ;; Without a user no timer runs that waits for one to pause.
  (eglot--signal-textDocument/didChange)
  (wait-for (lambda () (null (flymake-diagnostics))))
  (push (length (flymake-diagnostics)) log)
  (save-buffer)
  (with-temp-file "log.json" (insert (json-encode (vconcat (nreverse log))))))
(ignore-errors (eglot-shutdown (eglot-current-server)))
(kill-emacs 0)
"""


def editor(name: str) -> str:
    """Return the path of an editor, or skip: with EDLINT_REQUIRE_EDITORS=1 its absence is a failure."""
    path = shutil.which(name)
    if path is None:
        if os.environ.get("EDLINT_REQUIRE_EDITORS"):
            pytest.fail(f"no {name} found, and EDLINT_REQUIRE_EDITORS is set")
        pytest.skip(f"no {name} found: install it, or let .ci/run do so")
    return path


def session(folder: Path, command: list[str]) -> list[object]:
    """Run an editor on an article in a folder and return what it saw."""
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    home = folder / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (folder / "log.json").exists(), done.stdout + done.stderr
    assert (folder / "a.md").read_text(encoding="utf-8") == FIXED
    return json.loads((folder / "log.json").read_text(encoding="utf-8"))


def test_neovim_shows_findings_and_applies_a_fix(tmp_path):
    program = editor("nvim")
    command = ", ".join(json.dumps(one) for one in (sys.executable, "-m", "edlint", "server"))
    head = (
        f"local arg_config = {json.dumps(str(EDITORS / 'neovim/lsp/edlint.lua'))}\n"
        f"local arg_command = {{ {command} }}\nlocal arg_patience = {PATIENCE * 500}\n"
    )
    script = tmp_path / "script.lua"
    script.write_text(head + NEOVIM)
    log = session(tmp_path, [program, "--headless", "-u", "NONE", "-i", "NONE", "-c", f"luafile {script}"])
    assert log == [[SHOWN], "Write “receive”", 0]


def test_emacs_shows_findings_and_applies_a_fix(tmp_path):
    program = editor("emacs")
    command = " ".join(json.dumps(one) for one in (sys.executable, "-m", "edlint", "server"))
    options = '(:engines "none")'
    head = (
        f"(defvar arg-config {json.dumps(str(EDITORS / 'emacs/edlint.el'))})\n"
        f"(defvar arg-command '({command} :initializationOptions {options}))\n"
        f"(defvar arg-patience {PATIENCE / 2})\n"
    )
    script = tmp_path / "script.el"
    script.write_text(head + EMACS)
    log = session(tmp_path, [program, "--batch", "-q", "-l", str(script)])
    assert log == [[SHOWN], "Write “receive”", 0]
