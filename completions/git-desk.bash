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
