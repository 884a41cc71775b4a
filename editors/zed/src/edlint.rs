//! Starts `edlint server` for Zed; everything else is the server's.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result, Worktree};

struct Edlint;

impl zed::Extension for Edlint {
    fn new() -> Self {
        Edlint
    }

    fn language_server_command(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<zed::Command> {
        let set = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let command = set
            .as_ref()
            .and_then(|binary| binary.path.clone())
            .or_else(|| worktree.which("edlint"))
            .ok_or("edlint is not on the path: pip install 'edlint[lsp]'")?;
        let args = set
            .and_then(|binary| binary.arguments)
            .unwrap_or_else(|| vec!["server".into()]);
        Ok(zed::Command {
            command,
            args,
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.initialization_options)
    }
}

zed::register_extension!(Edlint);
