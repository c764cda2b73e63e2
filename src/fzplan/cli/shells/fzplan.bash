_fzplan() {
	local offer
	COMPREPLY=()
	while IFS= read -r offer; do
		COMPREPLY+=("$offer")
	done < <(FZPLAN_COMPLETE=bash FZPLAN_BREAKS=$COMP_WORDBREAKS "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
	if [[ ${COMPREPLY[0]-} == *[=@] ]]; then
		compopt -o nospace
	fi
}
complete -o bashdefault -o default -F _fzplan fzplan
