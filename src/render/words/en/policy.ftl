# Policies of service levels: what is wrong with config/sla.yaml.

what-policy = policy
what-calendar = calendar
expected-form-duration = a duration such as 30m, 4h or PT4H
expected-form-mask = a regular expression with one group in parentheses
expected-form-regexp = a regular expression
expected-form-warning = a part of the target such as 80%, or the time left such as 30m
expected-form-target = a target by priority or by default, such as default: 4h
expected-form-targets = targets of at least one metric, such as first_reply: 4h
expected-form-filter = a query, since only the last policy may do without one
yaml-fault-shadowed = { $place }: “{ $name }” is never reached, because “{ $by }” comes before it and takes everything

error-bad-policy = { $path }: { $place }: the filter of the policy “{ $name }” cannot be used: { $fault }
hint-bad-policy = correct that line; `git desk check` then says whether the rest is in order
error-no-revision = there is no commit of the desk at “{ $revision }”
hint-no-revision = give a commit of the desk's branch, or a date at which the desk was there, such as 2026-10-01
fault-bad-policy = the filter of the policy “{ $name }” cannot be used: { $fault }
fault-in-days = a day is 24 hours of the running clock, so { $written } is { $days ->
    [one] one day
   *[other] { $days } days
 } of this calendar
