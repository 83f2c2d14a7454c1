# What the desk says when it did something, and the chatter around it.

unchanged = unchanged
dry-run = would do, but nothing was written (--dry-run):
followed-up = { $source } is closed: this went to its follow-up ticket
worktree-behind = the worktree { $dir } has the branch checked out and could not be brought along; mend it with: git -C { $dir } restore --source=HEAD --staged --worktree .
clock-behind = warning: the clock is more than a day behind the last commit of the desk
broken-tickets = { $count ->
    [one] warning: one ticket cannot be read:
   *[other] warning: { $count } tickets cannot be read:
}
my-desk-empty = Nothing needs you now.
my-desk-more = { $count ->
    [one] … and one more: git desk list
   *[other] … and { $count } more: git desk list
}
edit-help = Write the text above this line; an empty text writes nothing.
    { $about }
prompt-title = Title

init-created = The desk is ready on { $reference }.
init-adopted = The remote's desk is now on { $reference }.
init-present = There is a desk on { $reference } already.
init-would-create = A desk would be made on { $reference }.
init-next = Next: git desk new "Printer is on fire" -m "It really is." && git desk list
init-unreachable = { $remote } could not be asked whether it has a desk ({ $cause }); this one joins it at the first sync
