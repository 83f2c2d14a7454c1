# report

# Titles of reports: report-<name>.
report-summary = Summary
report-volume = Ticket volume
report-times = Times
report-flow = Flow
report-recurrence = Recurrence

# What was measured: metric-<metric>.
metric-first_reply = First reply time
metric-first_resolution = First resolution
metric-resolution = Full resolution
metric-agent_work = Agent work time
metric-requester_wait = Requester wait time
metric-pending = Time pending
metric-hold = Time on hold

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
column-metric = Measure
column-n = n
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
column-tickets_with_key = Tickets with this key
column-keys = Keys
column-keys_with_2_or_more = Keys with two tickets or more
column-recurring_keys = Recurring keys
column-new_keys = New keys

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
