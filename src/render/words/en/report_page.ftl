# report pages

page-contents = Contents
page-period = { $from } – { $until }
page-period-whole = The whole history
page-period-open = From the beginning to { $until }
page-as-of = As of { $at } ({ $zone })
page-notes = Notes
page-again = To make this page again
page-made = Made by git desk { $version }.
page-figures = All figures
page-figure = Figure
page-now = Now
page-then = Before
page-totals = Totals
page-nothing = There is nothing to show.
page-cases = { $figure } (n)
page-rows = All figures: { $n } rows
page-none = (none)
page-absent = Left out, because there are no data: { $names }.
page-before = before: { $was }

# What a pipeline is told of a condition.
junit-broken =
    { $n ->
        [one] { $condition }: it is { $value }
       *[other] { $condition }: so it is { $n } times, first { $value }
    }
junit-clocks = Promises that are still to be kept
junit-late = { $metric }: { $elapsed } of { $target }
junit-unmeasured = Nothing was measured, so nothing is broken.

# What a section of the whole picture is about.
page-subject-headline = At a glance
page-subject-volume = Created, resolved, left
page-subject-hours = When tickets come in
page-subject-course = Service levels over time
page-subject-times = How long it takes
page-subject-distribution = How answers and resolutions are spread

# What a report says.
page-says-summary =
    { $n ->
        [one] { $tickets } ticket was created; now without an assignee: { $unassigned }.
       *[other] { $tickets } tickets were created; now without an assignee: { $unassigned }.
    }
page-says-volume =
    { $n ->
        [one] { $created } ticket was created, { $resolved } resolved; { $backlog } unsolved at the end.
       *[other] { $created } tickets were created, { $resolved } resolved; { $backlog } unsolved at the end.
    }
page-says-tickets = A row for each ticket.
page-says-medians = Median and percentile 90 of what ended in each group.
page-says-course = The percentage of targets met, policy by policy; where a line has a gap, nothing was decided.
page-says-sla =
    { $n ->
        [one] { $percent_targets } of { $targets_n } target was met; { $percent_tickets } of the tickets met all of theirs.
       *[other] { $percent_targets } of { $targets_n } targets were met; { $percent_tickets } of the tickets met all of theirs.
    }
page-says-backlog =
    { $n ->
        [0] Nothing is unsolved.
        [one] { $backlog } ticket is unsolved; it is { $oldest_s } old.
       *[other] { $backlog } tickets are unsolved; the oldest is { $oldest_s } old.
    }
page-says-spread =
    { $n ->
        [one] { $first_reply_n } first reply and { $resolution_n } resolutions, by how long they took.
       *[other] { $first_reply_n } first replies and { $resolution_n } resolutions, by how long they took.
    }
page-says-agents = { $solved } solved, { $replies } replies; open is what each has in hand at the end.
page-says-flow =
    { $n ->
        [one] { $tickets_reopened } of { $tickets_resolved } resolved ticket was reopened; { $one_touch } solved at the first contact.
       *[other] { $tickets_reopened } of { $tickets_resolved } resolved tickets were reopened; { $one_touch } were solved at the first contact.
    }
page-says-csat =
    { $n ->
        [one] { $good } of { $rated } rating is good.
       *[other] { $good } of { $rated } ratings are good.
    }
page-says-recurrence =
    { $n ->
        [one] { $keys } key was seen; { $recurring_keys } of it recurs.
       *[other] { $keys } keys were seen; { $recurring_keys } of them recur.
    }
page-says-values = Tickets by the value that they have now.
page-says-by = By { $keys }.
page-says-hours = Most come on { $day } at { $hour }:00: { $created } in all.
page-says-first-reply = Half of the first replies came within { $median }, nine in ten within { $p90 } (n = { $n }).
page-says-resolution = Half of the resolutions took up to { $median }, nine in ten up to { $p90 } (n = { $n }).

# Charts: titles, descriptions, legends.
page-created-and-resolved = Created and resolved
page-backlog-at-end = Backlog at the end of each period
page-created-by-hour = Created by weekday and hour
page-how-long = Median, percentile 90 and extremes
page-up-to-p90 = up to percentile 90
page-least-to-most = least to most
page-range = median { $median } · 90% { $p90 } · n { $n }
page-of = { $part } of { $whole }
page-first-of = first { $n } of { $all }
page-desc-greatest = Greatest: { $name }, { $value }.
page-desc-ranges = For each measure its median, percentile 90, least and most, on a logarithmic axis.
page-desc-medians = Median and percentile 90.
page-desc-by-period = Its course from period to period.
page-desc-shares = The share of targets met, and beside it the share that was not.
page-desc-share-lines = The percentage of promises kept in each period, a line for each metric.
page-desc-rated = The share of good ratings among those given.
page-desc-recurrence = From when to when each was seen.
page-desc-spread = How many took so long; the classes grow from left to right.
page-spread-first-reply = First replies, by how long they took
page-spread-resolution = Resolutions, by how long they took
page-up-to = up to { $span }
page-beyond = longer
page-kept = Promises kept
page-rated = Ratings
page-seen = Seen from when to when
page-times-seen = { $n } ×
page-desc-counts = Tickets by value.
page-desc-heat = A row for each weekday, a column for each hour of the day; the darker, the more.

# Short names on axes.
page-jan = Jan
page-feb = Feb
page-mar = Mar
page-apr = Apr
page-may = May
page-jun = Jun
page-jul = Jul
page-aug = Aug
page-sep = Sep
page-oct = Oct
page-nov = Nov
page-dec = Dec
page-quarter = Q{ $n }
page-week = Week { $n }
page-mon = Mon
page-tue = Tue
page-wed = Wed
page-thu = Thu
page-fri = Fri
page-sat = Sat
page-sun = Sun
