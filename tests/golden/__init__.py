"""Golden numbers: changed only by a named command with a reason."""
