// The extension's own choice of a program, and a session with the real server through the library that VS Code uses.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { LANGUAGES, program } = require("../dist/program.js");
const protocol = require("vscode-languageserver-protocol/node");

const EDLINT = process.env.EDLINT ?? "edlint";
const folder = mkdtempSync(join(tmpdir(), "edlint-"));
const uri = pathToFileURL(join(folder, "a.md")).href;
const text = "# Notes 😀\n\nWe 😀 recieve the mail.\n";
let server;
let connection;
let answer;

before(async () => {
  server = spawn(EDLINT, ["server"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout), new protocol.StreamMessageWriter(server.stdin));
  connection.onRequest(() => null);
  connection.listen();
  answer = await connection.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "a" }],
    initializationOptions: { engines: "none" },
    capabilities: { textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [""] } } } } },
  });
  await connection.sendNotification(protocol.InitializedNotification.type, {});
});

after(async () => {
  await connection.sendRequest(protocol.ShutdownRequest.type);
  await connection.sendNotification(protocol.ExitNotification.type);
  connection.dispose();
  rmSync(folder, { recursive: true });
});

test("a finding is shown, and its fix is an edit", async () => {
  const published = new Promise((resolve) => {
    connection.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => resolve(params));
  });
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "markdown", version: 1, text },
  });
  const { diagnostics } = await published;
  assert.deepEqual(diagnostics.map((one) => [one.code, one.range.start]), [
    ["spelling.misspelling", { line: 2, character: 6 }],
  ]);
  const actions = await connection.sendRequest(protocol.CodeActionRequest.type, {
    textDocument: { uri }, range: diagnostics[0].range, context: { diagnostics },
  });
  const fix = actions.find((one) => one.isPreferred);
  assert.equal(fix.edit.changes[uri][0].newText, "receive");
});

test("the server offers what the extension relies on", () => {
  const { capabilities } = answer;
  assert.ok(capabilities.executeCommandProvider.commands.includes("edlint.restart"));
  assert.ok(capabilities.codeActionProvider.codeActionKinds.includes("source.fixAll.edlint"));
  assert.ok(LANGUAGES.includes("markdown"));
});

test("the program is the one that is set, the one beside Python, or the one on the path", () => {
  const name = process.platform === "win32" ? "edlint.exe" : "edlint";
  writeFileSync(join(folder, name), "");
  chmodSync(join(folder, name), 0o755);
  assert.equal(program("/opt/edlint", undefined, ""), "/opt/edlint");
  assert.equal(program("", join(folder, "python"), ""), join(folder, name));
  assert.equal(program("", undefined, ["bin", folder].join(delimiter)), join(folder, name));
  assert.equal(program("", undefined, "." + delimiter), undefined);
  assert.equal(program("", "python", ""), undefined);
});
