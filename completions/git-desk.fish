complete --keep-order --exclusive --command git-desk --arguments "(COMPLETE=fish git-desk -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"

function __git_desk_of_git
    set -l typed (commandline --current-process --tokenize --cut-at-cursor)
    set -l at (contains --index desk $typed)
    and COMPLETE=fish git-desk -- git-desk $typed[(math $at + 1)..] (commandline --current-token)
end

complete --keep-order --command git --no-files --condition '__fish_git_using_command desk' --arguments '(__git_desk_of_git)'
