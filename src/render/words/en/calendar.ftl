# Calendars of business hours: what is wrong with their files (family other-file-<code>), and how they are shown.

what-zone = time zone
what-hours = hours

yaml-fault-overlap = { $place }: { $first } and { $second } overlap
yaml-fault-empty = { $place }: { $path } has no { $what }
yaml-fault-other-file = { $place }: { $file }: { $why }

expected-form-interval = a pair of times such as ["09:00", "17:00"]
expected-form-interval-of-a-day = an interval that ends after it begins, at 24:00 at the latest (hours across midnight are one interval on each day)
expected-form-clock = a time of day from 00:00 to 24:00
expected-form-date = a date such as 2026-12-25
expected-form-inner-path = the path of a file in this directory or below it
expected-form-calendar-name = another name than 24x7, which every desk has

other-file-missing = there is no such file
other-file-unreadable = it cannot be read
other-file-outside = it is outside the directory of the file that names it
other-file-large = it is larger than 4 MiB
other-file-no-calendar = this is no iCalendar file, or it was cut off
other-file-deep = too many components inside one another
other-file-line = this line says nothing to a reader of calendars
other-file-date = this is no date
other-file-rule = this repetition (RRULE) is not understood
other-file-many = more days than a calendar of holidays can have

calendar-column-date = Date
calendar-column-day = Day
calendar-column-hours = Open
calendar-column-length = Length
calendar-column-why = Why
calendar-no-hours = closed
calendar-holiday = holiday
calendar-break = break
calendar-override = special hours
calendar-open-in = Open from { $from } until { $until }: { $open }
calendar-rules = zone rules { $version }
calendar-open = { $until ->
    [none] open
   *[other] open until { $until }
}
calendar-closed = { $until ->
    [none] closed, and no hours are left
   *[other] closed until { $until }
}
calendar-no-hours-left = no hours are left


error-unknown-calendar = there is no calendar “{ $name }”
hint-unknown-calendar = calendars are { $known }; config/calendars.yaml has them
error-unknown-calendar-near = there is no calendar “{ $name }”
hint-unknown-calendar-near = did you mean { $nearest }?
error-broken-calendar = { $path }: { $fault }
hint-broken-calendar = mend the file; git desk schema calendars-file says what it takes
error-which-calendar = nothing says which calendar
hint-which-calendar = add --calendar NAME: { $known }
error-no-calendars = the desk has no calendars
hint-no-calendars = declare one in config/calendars.yaml; or add --calendar 24x7, or --file FILE
error-needs-now = “{ $value }” depends on the present
hint-needs-now = write a date and a time, or say the present with --now TIME
error-bad-duration = “{ $value }” is no length of time
hint-bad-duration = write 90s, 15m, 4h, 3d, 2w, 1h30m or PT4H
