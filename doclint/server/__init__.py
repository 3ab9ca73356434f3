"""A language server: what `check` says as one types, and the other language's sentence beside it."""
