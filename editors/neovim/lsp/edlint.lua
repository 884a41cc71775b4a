-- Put this file into the folder lsp/ of your configuration, and write vim.lsp.enable("edlint"): Neovim 0.11 or later.
return {
  cmd = { "edlint", "server" },
  filetypes = { "markdown", "quarto", "html", "text", "rst", "asciidoc", "tex", "toml", "yaml" },
  root_markers = { "edlint.toml", "pyproject.toml", ".git" },
  settings = { edlint = {} },
}
