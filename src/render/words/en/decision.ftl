# intake: what became of each item, and why.
intake-nothing = There was nothing to file.
intake-did-created = filed
intake-did-updated = added
intake-did-reopened = reopened
intake-did-followed-up = filed again
intake-did-duplicate = known already
intake-did-suppressed = left alone
intake-did-refused = refused
intake-did-handed-in = handed in
intake-why-new = nothing was known of it
intake-why-seen-again = the ticket was told that it was seen again
intake-why-message = as a message
intake-why-known = the ticket has it
intake-why-follow-up = goes on from the closed ticket { $source }
intake-why-nothing-seen = no unsolved ticket has the fingerprint { $fingerprint }
intake-why-waits = it waits at { $remote } to be collected
intake-did-solved = solved
intake-why-back = it is back within the time in which solved tickets are reopened{ $note }
intake-why-recurs = it was solved too long ago, or closed: { $source }{ $note }
intake-ancestry-unknown = whether this code contains { $commit }, which fixed it, is not known here
intake-why-known-issue = known: tagged { $tag }
intake-why-old-code = old code: it does not contain { $commit }
intake-why-flaky = it passes and fails on the same commit
intake-why-branch = the desk does not track the branch { $branch }; --any-branch files it all the same
intake-why-overflow = more than { $most } new tickets in one run
intake-why-green = { $runs } of { $of } green runs
intake-why-not-quiet = enough green runs; it was seen too short a time ago
overflow-title = More failures in run { $run }
overflow-text = { $most ->
    [one] One ticket was filed for this run. What failed beside it is here; each of them counts on this ticket from now on.
   *[other] { $most } tickets were filed for this run. What failed beside them is here; each of them counts on this ticket from now on.
}
green-resolution = { $runs } runs in a row passed, and it was not seen for { $days } days.

# The tickets of failures of tests.
failure-test = { $name } fails
failure-cause = { $tests } tests fail: { $error }
failure-file = { $tests } tests fail in { $file }
failure-infrastructure = Infrastructure: { $name }
failure-flaky = { $name } is flaky
failure-owner = { $who } ({ $place })
failure-row-test = Test
failure-row-file = File
failure-row-owner = Owner
failure-row-platform = Platform
failure-row-commit = Commit
failure-row-branch = Branch
failure-row-pull = Pull request
failure-row-run = Run
failure-row-job = Job
failure-row-url = Address
failure-listed = { $count } tests:
failure-more = and { $count } more
failure-keys = Known by: { $keys }
failure-runs = Seen in { $seen } of { $looked } runs since { $first } (commit { $commit }).
fact-runs = { $seen } of { $looked } runs, first { $first }, last { $last }
fact-fingerprints = { $some } and { $more } more
