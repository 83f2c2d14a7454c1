# Clocks: `sla`, and what show and list say of them. The metrics are the family metric-<metric> of report.ftl.

# Where a clock stands: sla-state-<state>.
sla-state-active = running
sla-state-warned = warning
sla-state-paused = paused
sla-state-achieved = met
sla-state-breached = breached
sla-state-cancelled = cancelled

# Why a stretch counts or does not: sla-reason-<reason>.
sla-reason-runs = counts
sla-reason-paused = paused
sla-reason-closed = outside hours

# Days: sla-day-<day>.
sla-day-mon = Mon
sla-day-tue = Tue
sla-day-wed = Wed
sla-day-thu = Thu
sla-day-fri = Fri
sla-day-sat = Sat
sla-day-sun = Sun

sla-head-ticket = Ticket
sla-head-left = Left
sla-head-due = Due
sla-head-metric = Clock
sla-head-state = State
sla-head-policy = Policy
sla-head-assignee = Assignee
sla-head-title = Title
sla-head-elapsed = Elapsed
sla-head-target = Target
sla-head-started = Started
sla-head-ended = Ended
sla-head-calendar = Calendar
sla-head-day = Day
sla-head-from = From
sla-head-until = Until
sla-head-counts = Counts
sla-head-status = Status
sla-head-reason = Why
sla-head-commit = Commit

sla-around-the-clock = around the clock
sla-instance = { $metric }, number { $instance }
sla-policies-of = Policies and calendars of { $commit }

# In show.
sla-line-running = { $metric }: { $left } left, due { $due } ({ $policy })
sla-line-breached = { $metric }: { $left }, was due { $due } ({ $policy })
sla-line-paused = { $metric }: paused with { $left } left ({ $policy })
sla-line-never = { $metric }: { $left } left, and no more hours of its calendar ({ $policy })
sla-line-ended = ended: { $counts }

# In sla explain.
sla-explain-promise = { $policy }: { $target }, { $calendar }; times of { $zone }
sla-explain-started = Started { $at }
sla-explain-breached = Breached { $at }
sla-explain-fulfilled = Fulfilled { $at }
sla-explain-ended = Ended { $at }
sla-explain-by = ({ $commit } · { $actor } · { $subject })
sla-explain-sum = Sum
sla-explain-seconds = = { $n } s

# When there is nothing to show.
sla-none = No clock is running.
sla-none-of-ticket = This ticket has no clocks.
sla-no-policies = The desk promises nothing: config/sla.yaml has no policy.
sla-unknown = SLA clocks are not shown: { $line }
