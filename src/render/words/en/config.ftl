# What a desk declares in config/: kinds of things (family what-<code>), and what is wrong with the files.

what-status = status
what-message = message
what-person = person
what-group = group
what-organization = organization
what-domain = domain
what-category = category
what-field = field
what-choice = choice
what-transition = transition

yaml-fault-circle = { $place }: { $names } goes round in a circle ({ $what })
expected-form-domain = a domain such as acme.com
expected-form-field = a name of letters, digits, - and _
expected-form-category = a path such as payments/checkout
expected-form-number = a number
expected-form-max = no less than min
expected-form-choices = a list of words without commas

fault-no-such = there is no { $what } “{ $name }”
fault-no-such-near = there is no { $what } “{ $name }”; there is “{ $nearest }”
fault-alike = { $name } and { $other } are hard to tell apart

schemas-current = The schemas on the branch are those of this git-desk.

# Names and fields that do not fit what the desk declares.
error-unknown-group = { $ticket }there is no group “{ $name }”
hint-unknown-group = groups of config/groups.yaml: { $known }
error-unknown-category = { $ticket }there is no category “{ $name }”
hint-unknown-category = categories of config/categories.yaml: { $known }
error-unknown-organization = { $ticket }there is no organization “{ $name }”
hint-unknown-organization = organizations of config/organizations.yaml: { $known }
error-unknown-field = { $ticket }there is no custom field “{ $name }”
hint-unknown-field = fields of config/fields.yaml: { $known }
error-bad-field-value = { $ticket }{ $field } takes { $expected }, not “{ $found }”
hint-bad-field-value = what fields take is in config/fields.yaml
error-unknown-choice = { $ticket }{ $field } has no choice “{ $found }”
hint-unknown-choice = choices: { $known }
error-out-of-range = { $ticket }{ $field } takes a number { $range }, not { $found }
error-unknown-person = { $ticket }{ $field }: nobody is called “{ $found }”
hint-unknown-person = { $near }it takes an address, or somebody of config/people.yaml
error-missing-fields = { $ticket }to be filled: { $fields }
hint-missing-fields = add { $flags }
error-missing-fields-to-solve = { $ticket }to be filled before it is solved: { $fields }
hint-missing-fields-to-solve = git desk edit ID { $flags }, then again
error-field-not-here = { $ticket }{ $field } is there only with { $needs }
hint-field-not-here = set that first, or in the same command
takes-text = a text
takes-number = a number
takes-choice = one word
takes-multi = a list of words
takes-date = a date such as 2026-11-20
takes-duration = a duration such as 1h30m
takes-person = a person
takes-version = a version such as 2.10.1
takes-url = an address such as https://example.com
range-both = from { $least } to { $most }
range-least = of { $least } or more
range-most = of { $most } or less
