# JSON of strangers: answers, bodies of webhooks, and the maps that read them.

error-json-empty = { $path } is empty
error-json-too-large = { $path } is larger than { $limit } bytes
error-json-too-many = { $path } has more than { $limit } documents
error-no-json = { $path } is no JSON from line { $line }, column { $column } on
error-json-cut = { $path } is cut off: its JSON does not end
error-no-answers = { $path } has no answers
hint-no-answers = answers are an object: {"{"}"ID": "answer", …{"}"}; git desk form NAME lists the ids
error-many-answers = { $path } has more than { $limit } answers
error-no-answer = what { $path } has for “{ $key }” is no answer
hint-no-answer = an answer is a text, a number, true, a list of options, or an object of options with true and false

error-not-of-form = { $path } answers no question of the form { $form }
hint-not-of-form = each answer stands below a heading “### Question”; git desk form lists the questions
the-map = the map
error-broken-map = { $path }: { $fault }
hint-broken-map = docs/webhooks.md says what stands in a map
error-expression = { $path }, line { $line }, column { $column }, { $key }: { $said }
hint-expression = docs/webhooks.md says what stands in a map; default("") takes the place of what is not there
expression-syntax = no expression
expression-undefined = that is not in the body
expression-fuel = this takes too long
expression-failed = this cannot be done
error-map-value = { $key } cannot be { $found }
error-map-word = { $key } cannot be “{ $found }”; it can be { $known }
error-map-long = { $key } is too long
error-map-no-title = the map gives no title
error-map-nothing-resolved = it is over, but the map gives neither external nor fingerprint
error-map-too-many = more than { $limit } items in one document; the rest is left out
expected-form-expression = an expression
intake-why-skipped = the map leaves it alone
intake-why-nothing-open = it is over, and no unsolved ticket is about it
