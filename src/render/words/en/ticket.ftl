# Tickets: names of what they have, and the chrome of list, show and log.

## Statuses: the six categories and the ready-made workflows (family status-<name>)
status-new = New
status-open = Open
status-pending = Pending
status-hold = On hold
status-on-hold = On hold
status-solved = Solved
status-resolved = Resolved
status-closed = Closed
status-answered = Answered
status-postponed = Postponed

## Closed sets of words (families priority-<word> …)
priority-low = Low
priority-normal = Normal
priority-high = High
priority-urgent = Urgent
type-question = Question
type-incident = Incident
type-problem = Problem
type-task = Task
role-requester = requester
role-light = light agent
role-agent = agent
role-guided = guided agent
role-lead = lead
role-admin = admin
role-bot = bot
role-system = system
visibility-public = public
visibility-internal = internal note
channel-api = API
channel-chat = chat
channel-ci = CI
channel-cli = command line
channel-email = e-mail
channel-form = form
channel-phone = phone
channel-social = social media
channel-web = web

## Names of fields (family field-<key>); a heading gets its capital from the program
field-id = ID
field-number = number
field-title = title
field-status = status
field-status_category = status category
field-until = comes back
field-resolution = resolution
field-type = type
field-priority = priority
field-requester = requester
field-organization = organization
field-assignee = assignee
field-group = group
field-brand = brand
field-channel = channel
field-language = language
field-category = category
field-form = form
field-tags = tags
field-fields = custom fields
field-followers = followers
field-links = links
field-refs = references
field-fingerprints = fingerprints
field-seen = seen
field-due = due
field-csat = satisfaction
field-merged_into = merged into
field-created = created
field-closed = closed
field-updated = updated
field-sla = SLA
csat-good = good
csat-bad = bad

## Times
unit-day = d
unit-hour = h
unit-minute = min
unit-second = s
when-now = just now
when-ago = { $span } ago
when-in = in { $span }

## List
list-empty = No tickets here.

## Show
show-unknown-author = unknown author
show-no-messages = No messages yet.

## Log
log-empty = No events.
log-created = created “{ $title }”
log-removed = deleted
log-set = { $field }: { $to }
log-changed = { $field } { $from } → { $to }
log-unset = { $field } cleared (was { $from })
log-tag-added = tag added: { $item }
log-tag-removed = tag removed: { $item }
log-follower-added = follower added: { $item }
log-follower-removed = follower removed: { $item }
log-ref-added = reference added: { $item }
log-ref-removed = reference removed: { $item }
log-fingerprint-added = fingerprint added: { $item }
log-fingerprint-removed = fingerprint removed: { $item }
log-claimed = in the hands of { $by } until { $until }
log-released = released
log-seen = seen again: { $fingerprint }
log-passed = a run did not see it: { $fingerprint }
log-unseen = no longer seen: { $fingerprint }
log-attached = attached { $name }
log-detached = no longer attached: { $name }
log-linked = linked: { $kind } { $ticket }
log-unlinked = link removed: { $kind } { $ticket }
log-message = message: “{ $text }”
log-note = internal note: “{ $text }”
log-message-edited = message edited: “{ $text }”
log-message-withdrawn = message withdrawn: “{ $text }”
