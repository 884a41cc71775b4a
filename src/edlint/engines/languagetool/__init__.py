"""LanguageTool: how it is set up, its server and who keeps that, its client, and the engine that asks it."""
