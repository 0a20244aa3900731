"""One file a subcommand of ``kztui``: its name is that of the file, its click command is called `command`."""
