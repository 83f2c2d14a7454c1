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
