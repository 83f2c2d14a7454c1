# report

# Titles of reports: report-<name>.
report-summary = Summary
report-volume = Ticket volume
report-times = Times
report-distribution = Distribution of times
report-flow = Flow
report-recurrence = Recurrence
report-backlog = Backlog by age
report-sla = Service levels
report-agents = Agents
report-categories = Categories
report-channels = Channels
report-csat = Satisfaction
report-custom = Custom report

# What was measured: metric-<metric>.
metric-first_reply = First reply time
metric-first_resolution = First resolution
metric-resolution = Full resolution
metric-agent_work = Agent work time
metric-requester_wait = Requester wait time
metric-pending = Time pending
metric-hold = Time on hold
metric-next_reply = Next reply time
metric-periodic_update = Periodic update
metric-pausable_update = Pausable update
metric-group_ownership = Group ownership

# Columns and totals: column-<name>. First the keys of --by.
column-day = Day
column-week = Week
column-month = Month
column-quarter = Quarter
column-year = Year
column-priority = Priority
column-type = Type
column-assignee = Assignee
column-group = Group
column-category = Category
column-channel = Channel
column-language = Language
column-brand = Brand
column-requester = Requester
column-organization = Organization
column-status = Status
column-tag = Tag
column-weekday = Weekday
column-hour = Hour
column-agent = Agent
column-metric = Measure
column-as_of = As of
column-n = n
column-upto_s = Up to
column-first_reply = First replies
column-resolution = Full resolutions
column-sum_s = Sum
column-mean_s = Mean
column-min_s = Minimum
column-median_s = Median
column-p90_s = Percentile 90
column-p95_s = Percentile 95
column-max_s = Maximum
column-created = Created
column-resolved = Resolved
column-reopened = Reopened
column-backlog = Backlog
column-backlog_before = Backlog before
column-reopens = Reopens
column-tickets_reopened = Tickets reopened
column-tickets_resolved = Tickets resolved
column-reopen_rate = Reopen rate
column-assignee_handoffs = Handoffs between agents
column-tickets_with_assignee_handoffs = Tickets handed between agents
column-group_handoffs = Handoffs between groups
column-tickets_with_group_handoffs = Tickets handed between groups
column-replies = Replies
column-one_touch = First-contact resolutions
column-one_touch_rate = First-contact resolution rate
column-id = Ticket
column-ref = Reference
column-created_at = Created at
column-resolved_at = Resolved at
column-first_reply_s = First reply time
column-first_resolution_s = First resolution
column-resolution_s = Full resolution
column-agent_work_s = Agent work time
column-requester_wait_s = Requester wait time
column-pending_s = Time pending
column-hold_s = Time on hold
column-tickets = Tickets
column-unassigned = Unassigned
column-by_status = By status
column-by_status_category = By status category
column-by_category = By category
column-by_assignee = By assignee
column-by_group = By group
column-first_reply_median_s = First reply time, median
column-first_resolution_median_s = First resolution, median
column-resolution_median_s = Full resolution, median
column-agent_work_median_s = Agent work time, median
column-requester_wait_median_s = Requester wait time, median
column-fingerprint = Fingerprint
column-problem = Problem
column-occurrences = Occurrences
column-days = Days
column-first_seen = First seen
column-last_seen = Last seen
column-mtbo_mean_s = Time between, mean
column-mtbo_median_s = Time between, median
column-trend = Trend
column-repeats = Repeats
column-chain = Longest chain
column-time_to_recur_median_s = Time to recur, median
column-agent_work_share = Share of work
column-open = Open
column-recurring = Recurring
column-new = New
column-since_commit = Since commit
column-title = Title
column-tickets_with_key = Tickets with this key
column-keys = Keys
column-keys_with_2_or_more = Keys with two tickets or more
column-recurring_keys = Recurring keys
column-new_keys = New keys
column-policy = Policy
column-age = Age
column-oldest = Oldest ticket
column-oldest_s = Age of the oldest
column-age_median_s = Age, median
column-by_channel = By channel
column-solved = Solved
column-achieved = Met
column-breached = Breached
column-running = Running
column-cancelled = Cancelled
column-percent_targets = Targets met
column-targets_n = n
column-percent_tickets = Tickets with every target met
column-tickets_n = n
column-offered = Surveys offered
column-rated = Rated
column-good = Good
column-bad = Bad
column-score = Satisfaction score
column-response_rate = Response rate
column-csat = Satisfaction
column-csat_n = n
column-sla_first_reply = First reply target
column-sla_next_reply = Next reply target
column-sla_periodic_update = Periodic update target
column-sla_pausable_update = Pausable update target
column-sla_requester_wait = Requester wait target
column-sla_agent_work = Agent work target
column-sla_resolution = Resolution target
column-sla_group_ownership = Group ownership target
column-before = { $figure }, before
column-statistic = { $measure }, { $statistic }

# Columns where there is little room: short-<name>.
short-first_reply_median_s = First reply
short-first_resolution_median_s = First resolution
short-resolution_median_s = Resolution

# Where a clock stands: clock-<state>.
clock-active = running
clock-paused = paused
clock-achieved = met
clock-breached = breached
clock-cancelled = cancelled

# Days of the week: weekday-<day>.
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday

# What --fail-if found.
report-broken = broken: { $condition } ({ $row }{ $value })
report-unmeasured = { $condition }: nothing was measured, so nothing is broken

# What the reader must know: note-<code>, each with $n.
note-merged_left_out =
    { $n ->
        [one] { $n } merged ticket is left out; it counts with --with-merged.
       *[other] { $n } merged tickets are left out; they count with --with-merged.
    }
note-merged_counted =
    { $n ->
        [one] { $n } merged ticket is counted as closed by its merge.
       *[other] { $n } merged tickets are counted as closed by their merge.
    }
note-spam_left_out =
    { $n ->
        [one] { $n } ticket tagged spam is left out; it counts with --with-merged.
       *[other] { $n } tickets tagged spam are left out; they count with --with-merged.
    }
note-spam_counted =
    { $n ->
        [one] { $n } ticket tagged spam is counted.
       *[other] { $n } tickets tagged spam are counted.
    }
note-removed_left_out =
    { $n ->
        [one] { $n } ticket whose file was removed is left out.
       *[other] { $n } tickets whose files were removed are left out.
    }
note-more_left_out =
    { $n ->
        [one] { $n } more group is left out by --top.
       *[other] { $n } more groups are left out by --top.
    }
note-empty_periods_left_out = Periods in which nothing happened are not listed: there are too many of them.
note-no_policies = The desk has no policies: nothing was promised.
note-compared = Compared with { $from } – { $until }.
note-compared_periods = Each row is compared with the period before it.
note-calendar = Durations are counted in the hours of the calendar { $calendar }.
note-policies = Policies as of { $revision }.
note-zone = Times are those of { $zone }, zone rules { $rules }.

# Why there is no report.
error-backwards-period = the period ends before it begins: { $from } – { $until }
hint-backwards-period = --from takes where it begins, --until where it ends
error-nothing-before = there is no period before all of time
hint-nothing-before = say where the period begins with --from, or give rows of periods with --by month
error-recurrence-by-clock = weekday and hour tell nothing of what recurs
hint-recurrence-by-clock = try another key, such as category or requester
error-unknown-figure = there is no figure “{ $name }” here
hint-unknown-figure = { $known }
error-unknown-row = no row of { $figure } has the keys “{ $row }”
hint-unknown-row = { $known }
error-bad-condition = “{ $text }” is no condition
hint-bad-condition = a condition is a figure, a sign and a value, such as 'percent_targets<90' or 'median_s[resolution]>3d'
error-bad-limit = { $figure } cannot be compared with “{ $value }”
hint-bad-limit = durations take seconds or 90s, 15m, 4h, 3d, 2w; percentages 0 to 100; everything else a number
error-measure-elsewhere = --measure is for the report custom
hint-measure-elsewhere = git desk report custom --by month --measure created,first_reply.median
error-unknown-report = there is no report “{ $name }”
hint-unknown-report = reports are { $known }
error-unknown-report-near = there is no report “{ $name }”
hint-unknown-report-near = did you mean { $nearest }?
error-bad-report = the query of the report { $name } means nothing: { $fault }
what-report-key = key
what-report-figure = figure
expected-form-report-limit = a condition such as percent_targets<90
expected-form-report-time = a time, such as 2026-10-01 or 90d
