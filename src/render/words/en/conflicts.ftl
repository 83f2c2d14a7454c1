# What does not count, and the driver for git's own merges.
conflicts-said = Does not count:
conflicts-counts = Counts:
conflicts-nothing = (nothing: it was taken away)
conflicts-redacted = (redacted)
conflicts-none = Nothing that somebody said was overruled.
conflicts-kept = A version that cannot be read is kept as { $path }
conflicts-more = { $n ->
    [one] 1 more; --limit says how many are shown
   *[other] { $n } more; --limit says how many are shown
}
driver-installed = git merges tickets and configuration field by field from now on, in all worktrees of this repository. `git desk merge-driver --uninstall` takes it back.
driver-removed = git merges tickets and configuration like any other file again.
driver-absent = The merge driver was not installed here.
driver-overruled = { $path }: { $key } was set on both sides; what is put on top counts
