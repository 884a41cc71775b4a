"""LanguageTool: its installation, its local server and that server's keeper process, its client, and the engine."""
