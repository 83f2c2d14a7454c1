//! The scripts by which shells complete `git desk`.
//!
//! They ask git-desk itself, so they need no change when a verb comes or goes. What they get is one
//! candidate a line, with a tab before what it stands for (the form that fish reads), where we wrote the
//! script ourselves; zsh and PowerShell have theirs from clap.

use clap_complete::env::Shells;

/// The shells, as `git desk completions` calls them.
pub const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "elvish", "powershell"];

/// The script for one shell: the name under which it looks for it, and what is in it.
pub fn completion_script(shell: &str) -> Option<(String, String)> {
    let (name, script) = match shell {
        "bash" => ("git-desk.bash", BASH.trim_start().to_owned()),
        // Zsh loads `_git-desk` as a function of that name, so the file must also run as its body.
        "zsh" => {
            let clap = registration("zsh").replace(ZSH_REGISTERS, "");
            ("_git-desk", format!("{}\n{ZSH}", clap.trim_end()))
        }
        "fish" => ("git-desk.fish", format!("{}\n{FISH}", registration("fish").trim_end())),
        "elvish" => ("git-desk.elv", ELVISH.trim_start().to_owned()),
        "powershell" => ("git-desk.ps1", registration("powershell")),
        _ => return None,
    };
    Some((name.to_owned(), script))
}

fn registration(shell: &str) -> String {
    let mut out = Vec::new();
    let shells = Shells::builtins();
    let completer = shells.completer(shell).expect("the shells are built in");
    // Without a path: the script finds git-desk wherever it is installed.
    let written = completer.write_registration("COMPLETE", "git-desk", "git-desk", "git-desk", &mut out);
    written.expect("writing to memory does not fail");
    let text = String::from_utf8(out).expect("the scripts are made of our own texts");
    text.trim_start().to_owned()
}

/// Git's own completion calls `_git_desk` for `git desk`, with its `words` and `cword`. Bash shows
/// nothing beside a candidate, so what it stands for is part of it, unless it would be inserted.
const BASH: &str = r#"
# Completion of git desk and git-desk.

# Fills COMPREPLY; the arguments are the words up to the one that is being typed.
__git_desk_complete() {
    local typed=${!#} tab=$'\t' line width=0
    local -a values=() abouts=()
    while IFS= read -r line; do
        values+=("${line%%"$tab"*}")
        abouts+=("")
        [[ $line == *"$tab"* ]] && abouts[${#abouts[@]} - 1]=${line#*"$tab"}
    done < <(COMPLETE=fish git-desk -- git-desk "$@" 2>/dev/null)
    # Bash replaces only what follows the last colon or equals sign of the word.
    local broken="" char until
    for char in : =; do
        [[ $COMP_WORDBREAKS == *"$char"* && $typed == *"$char"* ]] || continue
        until=${typed%"${typed##*"$char"}"}
        ((${#until} > ${#broken})) && broken=$until
    done
    local i
    for i in "${!values[@]}"; do
        values[i]=${values[i]#"$broken"}
        ((${#values[i]} > width)) && width=${#values[i]}
    done
    COMPREPLY=()
    if [[ ${#values[@]} -eq 1 ]]; then
        COMPREPLY=("${values[0]}")
        # The scripts set nospace; a whole word wants its space.
        [[ ${values[0]} =~ [=/:.]$ ]] || COMPREPLY[0]+=" "
        return
    fi
    for i in "${!values[@]}"; do
        # 37 and 42: the candidates are inserted one after the other.
        if [[ -n ${abouts[i]} && ${COMP_TYPE:-9} != 37 && ${COMP_TYPE:-9} != 42 ]]; then
            printf -v line "%-${width}s  %s" "${values[i]}" "${abouts[i]:0:$((${COLUMNS:-80} - width - 4))}"
            COMPREPLY+=("$line")
        else
            COMPREPLY+=("${values[i]}")
        fi
    done
}

# git-desk itself: bash breaks words at : and =, which is undone here.
__git_desk_alone() {
    local rest=${COMP_LINE:0:COMP_POINT} word i
    local -a typed=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ ${#typed[@]} -eq 0 || -z $rest || $rest == [[:space:]]* ]]; then
            rest=${rest#"${rest%%[![:space:]]*}"}
            typed+=("$word")
        else
            typed[${#typed[@]} - 1]+=$word
        fi
        rest=${rest#"$word"}
    done
    __git_desk_complete "${typed[@]:1}"
}

_git_desk() {
    local at=${__git_cmd_idx:-1}
    __git_desk_complete "${words[@]:at + 1:cword - at}"
}

complete -o nospace -o bashdefault -o nosort -F __git_desk_alone git-desk 2>/dev/null ||
    complete -o nospace -o bashdefault -F __git_desk_alone git-desk
"#;

const ZSH_REGISTERS: &str = "compdef _clap_dynamic_completer_git_desk git-desk\n";

/// Git's own completion calls `_git-desk` for `git desk`, with `words` beginning at `desk`.
const ZSH: &str = r#"
function _git-desk() {
    words[1]=git-desk
    _clap_dynamic_completer_git_desk
}

if [[ $funcstack[1] == _git-desk ]]; then
    _git-desk "$@"
else
    compdef _git-desk git-desk
fi
"#;

/// Fish's completion of git asks for `git-desk` whatever is a program on PATH, but not in every version;
/// the same candidates from two sides are shown once.
const FISH: &str = r#"
function __git_desk_of_git
    set -l typed (commandline --current-process --tokenize --cut-at-cursor)
    set -l at (contains --index desk $typed)
    and COMPLETE=fish git-desk -- git-desk $typed[(math $at + 1)..] (commandline --current-token)
end

complete --keep-order --command git --no-files --condition '__fish_git_using_command desk' --arguments '(__git_desk_of_git)'
"#;

const ELVISH: &str = r#"
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
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_run_git_desk_by_name() {
        for shell in SHELLS {
            let (name, script) = completion_script(shell).expect("a script for each shell");
            assert!(script.contains("git-desk -- "), "{name} finds git-desk on PATH:\n{script}");
            assert!(!script.contains(env!("CARGO_MANIFEST_DIR")), "{name} names no folder of this machine");
        }
        assert!(completion_script("tcsh").is_none());
    }
}
