# report pages

page-contents = Contents
page-period = { $from } – { $until }
page-period-whole = The whole history
page-period-open = From the beginning to { $until }
page-as-of = As of { $at } ({ $zone })
page-notes = Notes
page-again = To make this page again
page-made = Made by git desk { $version }.
page-tzdb = Time zone rules: { $version }.
page-figures = All figures
page-totals = Totals
page-nothing = There is nothing to show.
page-none = (none)
page-absent = Left out, because there are no data: { $names }.
page-before = before: { $was }

# What a section of the whole picture is about.
page-subject-headline = At a glance
page-subject-volume = Created, resolved, left
page-subject-hours = When tickets come in
page-subject-times = How long it takes
page-subject-distribution = How answers and resolutions are spread

# What a report says.
page-says-volume =
    { $n ->
        [one] { $created } ticket was created, { $resolved } resolved; { $backlog } unsolved at the end.
       *[other] { $created } tickets were created, { $resolved } resolved; { $backlog } unsolved at the end.
    }
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
page-first-of = The first { $n } of { $all } are drawn.
page-desc-greatest = Greatest: { $name }, { $value }.
page-desc-ranges = For each measure its median, percentile 90, least and most, on a logarithmic axis.
page-desc-medians = Median and percentile 90.
page-desc-by-period = Its course from period to period.
page-desc-shares = The share of promises kept; kept in full colour, broken hatched.
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
