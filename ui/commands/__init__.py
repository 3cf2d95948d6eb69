"""What `footnote` can do: each command a function, those that belong together in one file."""
