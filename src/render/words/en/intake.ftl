# What comes from outside: reports of tests.
ci-counts = { $file } ({ $format }): { $tests ->
    [one] 1 test
   *[other] { $tests } tests
}: { $failed } failed, { $error } broke, { $flaky } flaky, { $skipped } skipped, { $passed } passed
ci-warning = Warning: { $fault }
ci-outcome-failed = Failed
ci-outcome-error = Broke
ci-outcome-flaky = Flaky
ci-parent = because of a test below it
ci-row-error = says
ci-row-masked = masked
ci-row-frame = frame
ci-row-parts = known by
ci-row-key = key of the test
ci-row-cause = key of the cause
ci-no-cause = none: it does not say what went wrong

ci-run = Run { $value }
ci-run-commit = commit { $value }
ci-run-branch = branch { $value }
ci-run-pull = pull request { $value }
ci-run-job = job { $value }

ci-groups = { $count ->
    [one] Together these failures are one thing:
   *[other] Together these failures are { $count } things:
}
ci-group-test = test { $about }: { $failures ->
    [one] 1 failure
   *[other] { $failures } failures
} ({ $key })
ci-group-cause = cause “{ $about }”: { $tests } tests ({ $key })
ci-group-file = file { $about }: { $tests } tests ({ $key })

ci-fault-truncated = the file is truncated after case { $cases }; what was before it was read
ci-fault-broken = from line { $line } on the file cannot be read; { $cases ->
    [one] 1 case before it was read
   *[other] { $cases } cases before it were read
}
ci-fault-odd = line { $line } is not as the format wants it
ci-fault-too-many = there are more than { $limit } tests; the others were not read
ci-fault-too-deep = what lies deeper than { $limit } elements was not read
ci-fault-no-plan = the file does not say how many tests there should be, so some may be missing
ci-fault-other-than-planned = { $planned } tests were planned, and { $ran } ran
ci-fault-bailed-out = the tests gave up: { $reason }

error-report-empty = { $path } is empty
error-report-too-large = { $path } is larger than { $limit } bytes
error-report-encoding = { $path }: the encoding “{ $label }” is unknown
error-report-doctype = { $path } has a document type (DOCTYPE), which could reach for other files
hint-report-doctype = take the DOCTYPE out of the file; no report of tests needs one
error-report-other = { $path } is no report of tests that can be read: { $found }
error-report-not-this = { $path } is no report of tests as far as line { $line }
hint-report-not-this = formats are junit, tap, gotest, libtest and sarif; --as FORMAT says which one it is
error-no-reports = nothing below { $path } looks like a report of tests
hint-no-reports = name the files: git desk intake junit FILE…
error-bad-mask = the mask “{ $mask }” is no regular expression, or too large a one
error-mask-groups = the mask “{ $mask }” has { $found } groups
hint-mask-groups = what is to be masked is the only group in parentheses; others begin with (?:
