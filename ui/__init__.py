"""The faces of Footnote: the command line and the chat."""
