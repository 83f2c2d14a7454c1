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
