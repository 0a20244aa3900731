"""Commands that one kind of pane or window carries out by itself, with its method of the same name."""

from kztui.tui.command import Command

LOCAL = (
    Command("lines.up", "lines", "Move", "Up", "Move up by one", "up,k", "move"),
    Command("lines.down", "lines", "Move", "Down", "Move down by one", "down,j", "move"),
    Command("lines.half_up", "lines", "Move", "Half a page up", "Move up by half a page", "ctrl+u"),
    Command("lines.half_down", "lines", "Move", "Half a page down", "Move down by half a page", "ctrl+d"),
    Command("lines.page_up", "lines", "Move", "Page up", "Move up by a page", "pageup"),
    Command("lines.page_down", "lines", "Move", "Page down", "Move down by a page", "pagedown"),
    Command("lines.first", "lines", "Move", "First", "Move to the first line", "g,home"),
    Command("lines.last", "lines", "Move", "Last", "Move to the last line", "G,end"),
    Command("lines.choose", "lines", "Move", "Open", "Open what is under the cursor", "enter", "open"),
    Command("field.next", "fields", "Move", "Next group", "Go to the facts of the next report or field",
            "right_curly_bracket"),
    Command("field.previous", "fields", "Move", "Previous group", "Go to the start of this group of facts, or to "
            "the previous one", "left_curly_bracket"),
    Command("fact.fold", "fields", "Move", "Fold", "Fold or unfold a report's facts, or those that agree", "Z", "fold"),
    Command("fact.group", "fields", "Move", "Group", "Group the facts by field, or by source again", "s", "group"),
    Command("fact.written", "fields", "Move", "As written", "Show places, names and things as the reports write them, "
            "or as the casebook calls them", "w"),
    Command("fact.mark", "fields", "Decide", "Mark the fact", "Mark the fact, to split off or move several", "space"),
    Command("list.mark", "list", "List", "Mark", "Mark the incident, to tag, merge or copy several", "space", "mark"),
    Command("list.sort", "list", "List", "Sort", "Sort the list by the next column", "s", "sort"),
    Command("list.reverse", "list", "List", "Reverse", "Reverse the sort order", "S"),
    Command("list.next_head", "list", "List", "Next head", "From the first incident, up goes to the heads of the "
            "columns: the line below says what one means, enter sorts by it; this goes to the next one", "right"),
    Command("list.previous_head", "list", "List", "Previous head", "Go to the head of the column before", "left"),
    Command("list.leave_heads", "list", "List", "Leave the heads", "Go back from the heads to the incidents",
            "escape"),
    Command("source.fold", "source", "Move", "Fold", "Show the page furniture of the report, or fold it again", "Z",
            "fold"),
    Command("source.find", "source", "Search", "Find in the report", "Find a piece of text in the report; n and N "
            "go through its places until esc", "ctrl+f"),
    Command("source.next_fact", "source", "Move", "Next fact", "Go to the words of the next fact",
            "right_curly_bracket"),
    Command("source.previous_fact", "source", "Move", "Previous fact", "Go to the words of the previous fact",
            "left_curly_bracket"),
    Command("mark.begin", "source", "Mark words", "Mark", "Mark a word; again: sentence, paragraph", "m", "mark"),
    Command("mark.next", "mark", "Mark words", "Next", "Move the mark to the next word, sentence or paragraph", "w",
            "move mark"),
    Command("mark.previous", "mark", "Mark words", "Previous", "Move the mark to the previous word, sentence or "
            "paragraph", "b", "move mark"),
    Command("mark.longer", "mark", "Mark words", "Longer", "Extend the mark by a word or a sentence", "e,shift+right",
            "stretch"),
    Command("mark.shorter", "mark", "Mark words", "Shorter", "Shorten the mark by a word or a sentence", "E,shift+left",
            "stretch"),
    Command("map.up", "map", "Map", "North", "Go to the next place to the north", "up,k", "move"),
    Command("map.down", "map", "Map", "South", "Go to the next place to the south", "down,j", "move"),
    Command("map.left", "map", "Map", "West", "Go to the next place to the west", "left", "move"),
    Command("map.right", "map", "Map", "East", "Go to the next place to the east", "right", "move"),
    Command("map.next", "map", "Map", "Next place", "Go to the place with the next most incidents", "space"),
    Command("map.closer", "map", "Map", "Closer", "Zoom in around the place", "plus,equals_sign", "closer"),
    Command("map.farther", "map", "Map", "Farther", "Zoom out", "minus", "farther"),
    Command("map.open", "map", "Map", "Open", "Find only the incidents of the place", "enter", "open"),
    Command("time.closer", "time", "Time", "Closer", "Show shorter stretches: months, days",
            "plus,equals_sign", "closer"),
    Command("time.farther", "time", "Time", "Farther", "Show longer stretches: months, years", "minus", "farther"),
    Command("counts.choose", "counts", "Search", "Choose", "Find only the incidents of the value, or of any "
            "of several of a field; again: no longer", "space", "choose"),
    Command("counts.next", "counts", "Move", "Next field", "Go to the values of the next field", "right_curly_bracket"),
    Command("counts.previous", "counts", "Move", "Previous field", "Go to the values of this field, or of the previous "
            "one", "left_curly_bracket"),
    Command("merge.same", "merge", "Decide", "The same",
            "The two incidents are one: merge them; or the first is a part of the second", "y", "the same"),
    Command("merge.different", "merge", "Decide", "Not the same", "The two incidents are two", "x", "not the same"),
    Command("merge.unsure", "merge", "Decide", "Unsure", "Leave the pair for later: it goes to the end", "w", "unsure"),
    Command("merge.new", "merge", "Decide", "A new one", "The incident is none of those that it may be", "A", "new"),
    Command("merge.likely", "merge", "Decide", "Join the likely", "Merge all pairs that are likely enough one, after a "
            "look at them", "J", "join all above"),
    Command("merge.joined", "merge", "Decide", "What was joined", "Show what was joined without asking, the least sure "
            "first", "V", "joined"),
    Command("merge.apart", "merge", "Decide", "Split off what was joined", "Make an incident of its own of what was "
            "joined without asking", "d", "split off"),
    Command("merge.otherwise", "merge", "Decide", "Read otherwise", "Show what today's rules read otherwise than when "
            "a report came in; y takes one, J all", "B", "read otherwise"),
    Command("merge.latin", "merge", "Decide", "Latin letters", "Show what reports say in Latin letters, or as they "
            "write it", "ctrl+l", "Latin letters"),
    Command("merge.left", "merge", "Decide", "As the first has it", "Two people decided differently: decide as the "
            "first one has it", "shift+left", "as the first"),
    Command("merge.right", "merge", "Decide", "As the second has it", "Two people decided differently: decide as the "
            "second one has it", "shift+right", "as the second"),
    Command("query.take", "query", "Search", "Complete", "Accept the completion", "tab", "complete"),
    Command("query.up", "query", "Search", "Up", "Move up in the completions or the list; in an empty line: previous "
            "searches", "up", "move"),
    Command("query.down", "query", "Search", "Down", "Move down in the completions or the list", "down", "move"),
    Command("query.older", "query", "Search", "Previous search", "Recall the previous search", "ctrl+up", "previous"),
    Command("query.newer", "query", "Search", "Next search", "Recall the next search", "ctrl+down"),
    Command("query.open", "query", "Search", "Open", "Open the incident under the list's cursor, or accept the "
            "completion", "enter", "open"),
    Command("query.leave", "query", "Search", "To the list",
            "Go to the list with what was found; from the completions, back to typing", "escape", "list"),
    Command("dialog.save", "dialog", "Write", "Save", "Save and close", "enter", "save"),
    Command("dialog.cancel", "dialog", "Write", "Close", "Close without saving; a note is kept as a draft", "escape",
            "close"),
    Command("dialog.next", "form", "Write", "Next line", "Go to the next line of a window that has several", "tab"),
    Command("import.apart", "import", "Write", "As a new incident", "Take the report, but make a new incident of what "
            "would join a known one", "ctrl+n,n", "new incident"),
    Command("choices.down", "choices", "Write", "Next choice", "Move down in the completions, else to the next line",
            "down"),
    Command("choices.up", "choices", "Write", "Previous choice", "Move up in the completions, else to the previous "
            "line", "up"),
    Command("line.take", "line", "Write", "Complete", "Accept the completion", "tab"),
    Command("line.down", "line", "Write", "Down", "Move down in the completions", "down"),
    Command("line.up", "line", "Write", "Up", "Move up in the completions", "up"),
    Command("dialog.newline", "note", "Write", "New line", "Start a new line in a note",
            "ctrl+n,shift+enter,alt+enter", "new line"),
    Command("dialog.editor", "note", "Write", "Editor", "Write the note in $EDITOR", "ctrl+e", "editor"),
    Command("help.next", "help", "Help", "Next page", "Go to help on the next pane", "tab"),
    Command("help.previous", "help", "Help", "Previous page", "Go to help on the previous pane", "shift+tab"),
    Command("help.choose", "help", "Help", "Run", "Run the search under the cursor", "enter"),
    Command("help.up", "help", "Help", "Up", "Move up", "up"),
    Command("help.down", "help", "Help", "Down", "Move down", "down"),
    Command("help.page_up", "help", "Help", "Page up", "Move up by a page", "pageup"),
    Command("help.page_down", "help", "Help", "Page down", "Move down by a page", "pagedown"),
    Command("help.close", "help", "Help", "Close", "Close help", "escape,f1"),
    Command("palette.choose", "palette", "Palette", "Run", "Run what is under the cursor", "enter"),
    Command("palette.up", "palette", "Palette", "Up", "Move up", "up"),
    Command("palette.down", "palette", "Palette", "Down", "Move down", "down"),
    Command("palette.page_up", "palette", "Palette", "Page up", "Move up by a page", "pageup"),
    Command("palette.page_down", "palette", "Palette", "Page down", "Move down by a page", "pagedown"),
    Command("palette.close", "palette", "Palette", "Close", "Close the palette", "escape,ctrl+p"),
    Command("columns.turn", "columns", "List", "Show or hide", "Show the column under the cursor, or hide it", "space",
            "show"),
    Command("columns.earlier", "columns", "List", "Earlier", "Move the column to the left", "K,shift+up", "earlier"),
    Command("columns.later", "columns", "List", "Later", "Move the column to the right", "J,shift+down", "later"),
    Command("columns.usual", "columns", "List", "The usual ones", "Return to the columns that follow from the width",
            "delete,backspace", "usual"),
    Command("columns.close", "columns", "List", "Close", "Close the window of columns", "escape,q,C", "close"),
    Command("settings.close", "settings", "Program", "Close", "Close the settings", "escape,q,f2", "close"),
    Command("saved.remove", "saved", "Saved searches", "Remove", "Remove the saved search; again: bring it back",
            "delete,backspace", "remove"),
    Command("saved.close", "saved", "Saved searches", "Close", "Close the list of saved searches",
            "escape,q,apostrophe", "close"),
)  # fmt: skip


def of_scope(scope: str) -> list[Command]:
    """Return the commands of one kind of pane or window."""
    return [command for command in LOCAL if command.scope == scope]
