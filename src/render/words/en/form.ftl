# Forms: what is asked of whoever files a ticket.

forms-none = There are no forms. A file forms/NAME.yml on the branch is one; GitHub’s issue forms can be put there as they are.
forms-legend = * must be answered
form-takes-line = one line
form-takes-lines = text
form-takes-one = one of these
form-takes-some = any of these
form-takes-boxes = boxes to tick
form-takes-files = files
form-required = required
what-element = element of the form
expected-form-element-id = an id of letters, digits, - and _
expected-form-type-dropdown = a dropdown of one choice whose options are question, incident, problem, task
expected-form-priority-dropdown = a dropdown of one choice whose options are low, normal, high, urgent

error-unknown-form = there is no form “{ $name }”
hint-unknown-form = forms are { $known }; git desk form shows what they ask for
error-unknown-form-near = there is no form “{ $name }”
hint-unknown-form-near = did you mean { $nearest }?
error-no-forms = there is no form “{ $name }”: the desk has none
hint-no-forms = put one on the branch as forms/{ $name }.yml; GitHub’s issue forms can be used as they are
error-unknown-answer = the form { $form } asks for no “{ $name }”
hint-unknown-answer = it asks for { $known }

ask-required = must be answered
ask-editor =
    Write the answer above this line; an empty text is no answer.

    { $about }
ask-none = (no answer)
ask-space = space ticks, enter goes on

form-required-to-solve = required to solve
form-only-when = only with { $condition }
form-for-brands = For { $brands }
fault-strange-language = nobody knows the language “{ $name }” of this code block
fault-strange-language-near = nobody knows the language “{ $name }” of this code block; { $nearest }?

error-other-brand = the form { $form } is for { $brands }
hint-other-brand = choose one of these brands with --brand, or another form
ask-file = name of a file; empty ends
ask-no-file = there is no such file
