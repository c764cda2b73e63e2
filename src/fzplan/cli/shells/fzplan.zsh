#compdef fzplan
_fzplan() {
	local value about
	local -a values shown
	while IFS=$'\t' read -r value about; do
		values+=("$value")
		shown+=("$value${about:+  -- $about}")
	done < <(FZPLAN_COMPLETE=zsh ${(Q)words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)
	if (( $#values == 0 )); then
		_files
	elif [[ $values[1] == *[=@] ]]; then
		compadd -l -S '' -d shown -a values
	else
		compadd -l -d shown -a values
	fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _fzplan fzplan
if [[ $funcstack[1] == _fzplan ]]; then _fzplan; fi
