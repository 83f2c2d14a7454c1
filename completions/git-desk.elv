# Completion of git-desk.
use str

set edit:completion:arg-completer[git-desk] = {|@words|
    env COMPLETE=fish git-desk -- $@words 2>/dev/null | from-lines | each {|line|
        var value @about = (str:split "\t" $line)
        if (eq $about []) {
            put $value
        } else {
            edit:complex-candidate $value &display=$value'  '$about[0]
        }
    }
}
