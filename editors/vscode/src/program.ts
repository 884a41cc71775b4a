// The program that is started, and what it is told of. Nothing here needs VS Code: the tests run it without.

import { existsSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";

/** The languages of VS Code that edlint reads. */
export const LANGUAGES = [
  "markdown", "mdx", "html", "plaintext", "restructuredtext", "asciidoc", "latex", "tex", "quarto", "rmd",
];

/** Files in which keys and values are completed. */
export const CONFIGURATIONS = ["**/edlint.toml", "**/pyproject.toml", "**/rules/**/*.yaml"];

const NAME = process.platform === "win32" ? "edlint.exe" : "edlint";

/**
 * Return the command that starts the server, or undefined where there is no edlint: the one that is set, the one beside a
 * Python interpreter, or the one in a folder of PATH that is named from the root. Nothing is run from a working directory.
 */
export function program(set: string, python: string | undefined, path: string): string | undefined {
  if (set) {
    return set;
  }
  const folders = path.split(delimiter).filter(isAbsolute);
  if (python && isAbsolute(python)) {
    folders.unshift(dirname(python));
  }
  return folders.map((folder) => join(folder, NAME)).find(existsSync);
}
