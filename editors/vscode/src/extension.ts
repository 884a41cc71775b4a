// Starts `edlint server` and shows a document's figures in the status bar. Everything else is the server's.

import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { CONFIGURATIONS, LANGUAGES, program } from "./program";

let client: LanguageClient | undefined;

interface Status {
  uri: string;
  text: string;
}

async function interpreter(): Promise<string | undefined> {
  const python = vscode.extensions.getExtension("ms-python.python");
  if (!python) {
    return undefined;
  }
  const api = await python.activate();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return api?.environments?.getActiveEnvironmentPath?.(folder)?.path;
}

async function start(context: vscode.ExtensionContext, bar: vscode.StatusBarItem): Promise<void> {
  const set = vscode.workspace.getConfiguration("edlint").get<string>("path", "");
  const command = program(set, await interpreter(), process.env.PATH ?? "");
  if (!command) {
    const open = "Open the setting";
    const chosen = await vscode.window.showErrorMessage(
      "edlint is not installed where it is looked for: pip install 'edlint[lsp]', or say where it is.", open);
    if (chosen === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "edlint.path");
    }
    return;
  }
  const schemes = ["file", "untitled"];
  client = new LanguageClient(
    "edlint",
    "edlint",
    { command, args: ["server"], transport: TransportKind.stdio },
    {
      documentSelector: [
        ...schemes.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
        ...CONFIGURATIONS.map((pattern) => ({ scheme: "file", pattern })),
      ],
      synchronize: { configurationSection: "edlint" },
      initializationOptions: settings(),
      middleware: {
        workspace: {
          // The path is ours and not the server's.
          configuration: async (asked, token, next) => {
            const found = await next(asked, token);
            return Array.isArray(found) ? found.map((_, n) => (asked.items[n]?.section === "edlint" ? settings() : found[n])) : found;
          },
        },
      },
    },
  );
  const figures = new Map<string, string>();
  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    bar.text = (uri && figures.get(uri)) || "";
    bar.text ? bar.show() : bar.hide();
  };
  client.onNotification("edlint/status", (status: Status) => {
    figures.set(vscode.Uri.parse(status.uri).toString(), status.text);
    show();
  });
  context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidCloseTextDocument((document) => figures.delete(document.uri.toString())),
  );
  await client.start();
}

/** Return what is set for the server, without what nobody set. */
function settings(): Record<string, unknown> {
  const all = vscode.workspace.getConfiguration("edlint");
  const names = ["run", "delay", "lens", "suggestions", "config", "language", "engines"];
  return Object.fromEntries(names.map((name) => [name, all.get(name)] as const).filter(([, value]) => value !== null && value !== ""));
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const bar = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right);
  bar.tooltip = "edlint";
  context.subscriptions.push(bar);
  if (!vscode.workspace.isTrusted) {
    context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(() => start(context, bar)));
    return;
  }
  await start(context, bar);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
