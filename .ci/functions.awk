# Prints FILE:LINE: LINES lines for every function, initializer, subscript and property with a body
# that has more lines than `most`. Relies on the format that `swift format` gives: what a line opens
# ends with a brace at the indent of that line.
function forget(from,  indent) { for (indent in start) if (indent + 0 >= from) delete start[indent] }

FNR == 1 { forget(0) }
/^ *$/ || /^ *\/\// || /^ *#/ { next }
{
  match($0, /^ */); indent = RLENGTH
  text = substr($0, indent + 1)
  if (text ~ /^}/) {
    if (indent in start && FNR - start[indent] >= most)
      print FILENAME ":" start[indent] ": " FNR - start[indent] + 1 " lines"
    forget(indent)
    next
  }
  # The rest of a head that takes several lines.
  if (indent in start && text ~ /^([])>{]|where |-> |throws)/) { forget(indent + 1); next }
  forget(indent)
  while (sub(/^(@[A-Za-z_]+(\([^()]*\))?|public|package|internal|fileprivate|private|open|static|class|final|override|mutating|nonmutating|consuming|borrowing|convenience|required|nonisolated|indirect|lazy|weak|unowned|prefix|postfix|infix)(\([a-z]+\))? +/, "", text));
  # Of an attribute that holds brackets only the word behind it is looked for.
  if (text ~ /^@/) sub(/^.*[)] (func|init|subscript|deinit)/, "func", text)
  if (text ~ /}$/) next
  if (text ~ /^(func|init|subscript|deinit)[ (<?!{]/ || text ~ /^(var|let) .*{$/) start[indent] = FNR
}
