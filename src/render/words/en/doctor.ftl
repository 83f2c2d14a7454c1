# People, settings, doctor, uninstall: the desk and what is around it.

# People.
people-none = Nobody is in config/people.yaml yet, and nothing is assigned.
error-unknown-colleague = nobody here is called “{ $typed }”
hint-unknown-colleague = { $near }see everybody: git desk people
field-person = person
field-name = name
field-role = role
field-groups = groups
field-level = level
field-skills = skills
field-open_tickets = open tickets

# Settings.
config-default = (default)
field-setting = setting
field-value = value
field-source = source
error-unknown-setting = there is no setting “{ $name }”
hint-unknown-setting = settings are { $known }

# What uninstall takes away.
trace-text = text that was kept
trace-file = file
trace-ref = ref
trace-setting = setting
trace-attributes = lines that say how to merge
uninstall-nothing = There is nothing to take away.
uninstall-branch = { $reference } stays; git branch -D takes a branch away for good.
uninstall-texts = { $n ->
    [one] One text that somebody typed is kept there. Take it away too?
   *[other] { $n } texts that somebody typed are kept there. Take them away too?
}
error-kept-texts = { $n ->
    [one] one text that somebody typed would be lost
   *[other] { $n } texts that somebody typed would be lost
}
hint-kept-texts = look at them with git desk uninstall --dry-run; --force takes them away

# What doctor finds (families doctor-<kind>, doctor-hint-<kind>).
doctor-well = All is well.
doctor-worth-a-look = The desk works; some things are worth a look.
doctor-ill = Something does not work.
doctor-git = git { $found }
doctor-git-missing = git is not installed, or not on PATH
doctor-git-old = git { $found } is too old
doctor-hint-git-missing = install git 2.31 or newer
doctor-hint-git-old = install git 2.31 or newer
doctor-identity = you are { $found }
doctor-identity-missing = git does not know who you are
doctor-hint-identity-missing = git config --global user.name "Ana" && git config --global user.email ana@example.com
doctor-repository = repository: { $found }
doctor-repository-missing = { $found }
doctor-hint-repository-missing = go to a repository, or name one with -C DIR
doctor-desk = the desk is on { $found }
doctor-desk-remote-only = the desk is at the remote only ({ $found })
doctor-hint-desk-remote-only = the next command that writes brings it here
doctor-desk-missing = there is no desk on { $found }
doctor-hint-desk-missing = git desk init
doctor-desk-unreadable = the desk's ref cannot be read: { $found }
doctor-hint-desk-unreadable = git fsck
doctor-remote = remote: { $found }, and it has the desk
doctor-remote-none = no remote: tickets stay in this clone
doctor-remote-without = remote { $found } had no desk when it was last looked at
doctor-hint-remote-without = git push { $found } tickets
doctor-autosync = every change is followed by a sync of its own (desk.autosync)
doctor-autosync-failed = the last sync that ran by itself failed: { $found }
doctor-hint-autosync-failed = see what it says: git desk sync
doctor-config = the configuration can be read
doctor-config-broken = the configuration cannot be read ({ $found })
doctor-hint-config-broken = git desk check
doctor-config-newer = the desk has format { $found }, which this git-desk does not know
doctor-hint-config-newer = install a newer git-desk
doctor-schemas = the schemas on the branch are this program's
doctor-schemas-stale = schemas on the branch that are not this program's: { $found }
doctor-hint-schemas-stale = git desk schema config --install
doctor-history = history is whole
doctor-history-shallow = history is cut off: reports refuse to count it
doctor-hint-history-shallow = git fetch --unshallow
doctor-worktrees = worktrees on the branch: { $found }
doctor-worktrees-none = no worktree has the branch checked out
doctor-lock = no lock is left behind
doctor-lock-left = a lock was left behind: { $found }
doctor-hint-lock-left = the next write clears ours away; if it waits instead, another program left it: remove the file
doctor-clock = the clock is not behind the desk
doctor-clock-behind = the clock is behind the desk's last commit ({ $found })
doctor-hint-clock-behind = set the clock of this machine
doctor-texts = texts that could not be written are kept in { $found }
doctor-hint-texts = use them with -F FILE, then remove them
doctor-texts-none = no text waits to be written
doctor-time-zones = time zones of { $found }
doctor-program = git finds the program: { $found }
doctor-program-not-found = git-desk is not on PATH, so git desk does not work
doctor-hint-program-not-found = put the folder of git-desk on PATH
doctor-man = manual pages: { $found }
doctor-man-missing = the manual pages are not installed, so git help desk shows nothing
doctor-hint-man-missing = git desk man --install
doctor-man-stale = the manual pages are of another version: { $found }
doctor-hint-man-stale = git desk man --install
doctor-completions = { $found } completes git desk
doctor-completions-unknown = whether the shell completes git desk cannot be told from here
doctor-hint-completions-unknown = git desk help completions
doctor-completions-missing = { $found } does not complete git desk
doctor-hint-completions-missing = git desk help completions
doctor-completions-stale = the completions of { $found } are of another version
doctor-hint-completions-stale = git desk help completions

error-not-admin = the configuration is for admins; this is done as { $role }
hint-not-admin = roles are in config/people.yaml
