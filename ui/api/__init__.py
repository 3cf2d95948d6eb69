"""The engine for programs: over REST, as an OpenAI-compatible server and as tools for assistants (MCP)."""
