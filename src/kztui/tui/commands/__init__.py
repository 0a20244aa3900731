"""The commands, a file for each kind of work; `kztui.tui.registry` has them all."""
