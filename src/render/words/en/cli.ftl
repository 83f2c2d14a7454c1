# The command line: help, manual pages, and what is said of a line that cannot be read.
# The families of keys are explained in src/cli/localise.rs.

cli-about = A help desk that lives in a git repository
cli-usage = git desk [OPTIONS] [VERB]
cli-after =
    Without a verb: my desk, what needs me now

    Details of a verb: git desk help VERB
    The manual:        git help desk
cli-after-verb = Options that every verb has: git desk -h

## Headings

cli-heading-usage = Usage
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-ticket = Values of the ticket
cli-heading-global = Options of every verb
cli-heading-examples = Examples
cli-heading-queries = Queries

cli-group-verbs = Verbs
cli-group-tickets = Tickets
cli-group-work = Work on tickets
cli-group-reports = Reports and data
cli-group-desk = The desk
cli-group-help = Help

## Names of values

cli-value-address = ADDRESS
cli-value-options = [OPTIONS]
cli-value-verb = VERB
cli-value-action = ACTION
cli-value-base = BASE
cli-value-branch = BRANCH
cli-value-brand = BRAND
cli-value-category = CATEGORY
cli-value-channel = CHANNEL
cli-value-columns = COLUMNS
cli-value-dir = DIR
cli-value-duration = DURATION
cli-value-end = END
cli-value-figure = FIGURE
cli-value-file = FILE
cli-value-form = FORM
cli-value-format = FORMAT
cli-value-group = GROUP
cli-value-id = ID
cli-value-key = KEY
cli-value-kind = KIND
cli-value-lang = en|es
cli-value-language = LANGUAGE
cli-value-level = warn|breach
cli-value-limit = LIMIT
cli-value-message = MESSAGE
cli-value-n = N
cli-value-name = NAME
cli-value-name-value = NAME=VALUE
cli-value-noun = NOUN
cli-value-ours = OURS
cli-value-path = PATH
cli-value-priority = PRIORITY
cli-value-query = QUERY
cli-value-range = RANGE
cli-value-word = WORD
cli-value-reason = REASON
cli-value-ref = REF
cli-value-regexp = REGEXP
cli-value-remote = REMOTE
cli-value-rev = REV|DATE
cli-value-shell = SHELL
cli-value-start = START
cli-value-status = STATUS
cli-value-tag = TAG
cli-value-text = TEXT
cli-value-theirs = THEIRS
cli-value-time = TIME
cli-value-title = TITLE
cli-value-type = TYPE
cli-value-view = VIEW
cli-value-when = WHEN
cli-value-who = WHO
cli-value-workflow = WORKFLOW
cli-value-zone = ZONE

## Options of every verb

cli--directory = Run as if started in this directory
cli--ref = Use the desk on this branch or ref
cli--format = Write the answer as table, json, csv…
cli--json = Write the answer as JSON; short for --format json
cli--lang = Speak English or Spanish
cli--color = Color the answer: auto, always, never
cli--quiet = Say nothing but the answer
cli--verbose = Say which commit was written
cli--no-pager = Do not show long answers page by page
cli--now = Answer as of this time instead of now
cli--no-input = Never ask; what is missing is an error
cli--help = Show help
cli--version = Show the version

## Options that several verbs share

cli--id = Ticket: any unique beginning of its id, or #142
cli--ids = Tickets: unique beginnings of ids, #142, or - for stdin
cli--message = Take this text; repeat for more paragraphs
cli--file = Take the text from a file; - for stdin
cli--dry-run = Show what would be done and do nothing
cli--force = Write over what others changed or claimed
cli--query = Take the tickets that this query finds
cli--attach = Attach this file; repeat for more
cli--status = Set the status
cli--type = Set the type: question, incident, problem, task
cli--priority = Set the priority: low, normal, high, urgent
cli--requester = Set who asks: an address or a name
cli--assignee = Set who works on it
cli--group = Set the group
cli--organization = Set the organization
cli--brand = Set the brand
cli--channel = Set where it came in: email, chat, phone…
cli--language = Set the requester's language
cli--category = Set the category, such as payments/checkout
cli--until = Let it come back by itself at this time
cli--due = Promise it by this time
cli--field = Set a custom field; repeat for more
cli--out = Write the files into this directory

## Tickets

cli-new = File a ticket
cli-new--title = What it is about; asked for when missing
cli-new--form = Fill this form, with --field ID=ANSWER
cli-new--answers = Answer the form from this JSON; - is standard input
cli-new--tag = Add a tag; repeat for more
cli-new--fingerprint = Add a key by which it is recognized when it recurs
cli-new--external = Add its name elsewhere: github:acme/shop#812
cli-new--no-similar = Do not ask whether it belongs to a similar ticket
cli-new--inbox = Hand it in without reading the desk, as a CI job does
cli-new--remote = Hand it in there; without it, desk.remote or origin
cli-new-examples =
    git desk new "Checkout returns 502" --priority high
    git desk new "Report is empty" -F report.txt --requester ana@example.com
    git desk new "Basket is empty" --form bug --field version=2.4.1
    git desk new "Gateway is down" -m "Since 9:00" --field service=gateway --json
    git desk new "Nightly build fails" --inbox --channel ci --fingerprint nightly

cli-list = List tickets; ls for short
cli-list--query = Terms that must hold; without any, what is unsolved
cli-list--view = List a saved view, narrowed by any terms
cli-list--sort = Order by this key, such as created or -created
cli-list--limit = Show at most this many
cli-list--columns = Show these columns, separated by commas
cli-list--format = Write table, json, jsonl, csv, yaml, markdown
cli-list-examples =
    git desk list assignee:me status:open
    git desk list "priority>=high" -tag:ci --sort created
    git desk list "created>=2026-10-01" "updated<7d" --json

cli-search = Search tickets and articles
cli-search--query = Words, "phrases in quotes", and terms such as status:open
cli-search--public = Only what requesters may see
cli-search--limit = Show at most this many tickets, and this many articles
cli-search--format = Write table, json, jsonl
cli-search-examples =
    git desk search timeout
    git desk search "payment failed" status:open created\>30d
    git desk search timeout or gateway --limit 5 --json
cli-search-more =
    Finds tickets that have all the words, by the beginning of each word and without regard to case and accents: time finds timeout. Words in quotes have to follow each other. It looks at the title, the messages, the names of files, the requester, the organization, the category, the tags, the references and the values of custom fields; with --public, at the title and at what is public of messages and files. Those that have the words in their title come first, then those in which something was said last. Terms with a key, or, and parentheses are as in git-desk-query(7). Exits with 1 when nothing is found.

    Below the tickets come the articles that have all the words: Markdown files (.md) in articles/ on the branch of the desk, or in folders below it. What is searched is the title and the text. The title is the first heading, else the name of the file. Lines between two lines of --- at the top may say more: title, language, draft (true), visibility (internal). With --public there are no drafts (draft: true, or a folder named drafts) and no internal articles. A query with a key, such as status:open, is about tickets, and finds no article; a sort: alone changes nothing about them. An article of more bytes than a message may have (limits in desk.yaml) is named, and not searched.

cli-similar = Show the tickets that are most like one
cli-similar--public = Compare only what requesters may see
cli-similar--format = Write table, json, jsonl
cli-similar-examples =
    git desk similar k39f
    git desk similar -m "Gateway answers 502 at checkout"
    git desk similar 142 --json
cli-similar-more =
    Shows at most five tickets, the most alike first, each with how much alike it is and the words that both have. The rarer a word is on the desk, the more it counts; words of the title count three times. Headings of forms, lines of stack traces, [Bug], Re: and the like count for nothing. Instead of a ticket, -m or -F gives a text; its first line is the title. A merged ticket stands for the one it went to; spam is left out. Nothing is ever merged by itself. Exits with 1 when no ticket is like it.

cli-show = Show a ticket with its messages
cli-show--public = Show only what the requester may see
cli-show--at = Show it as it was at this time
cli-show--format = Write table, json, yaml, markdown
cli-show-examples =
    git desk show k39f
    git desk show 142 --public --format markdown
    git desk show k39f --at 2026-11-01

cli-log = Show what happened to a ticket, when and by whom
cli-log--format = Write table, json, jsonl, csv, markdown
cli-edit = Set values of a ticket, or open it in the editor
cli-edit--title = Set what it is about
cli-edit--unset = Empty this value or custom field; repeat for more
cli-edit-examples =
    git desk edit k39f
    git desk edit k39f --priority urgent --field service=gateway
    git desk edit k39f --unset due

cli-requester = Show everything about one requester or organization
cli-requester--who = Whom to show: an address, a name, a part of one
cli-requester--format = Write table, json
cli-requester-examples =
    git desk requester ana@example.com
    git desk requester acme --json
cli-view = List, save and remove views: queries with a name
cli-view-usage = git desk view [OPTIONS] [NAME | save NAME QUERY... | remove NAME]
cli-view--words = Show this one; save or remove one; without words, list all
cli-view--shared = The one of everybody, on the branch: leads and admins
cli-view--about = Say what it is for
cli-view-examples =
    git desk view
    git desk view save vip tag:vip is:unsolved sort:-priority
    git desk view save acme organization:acme --shared
    git desk list --view vip updated\<7d
    git desk view remove vip
cli-view-more =
    A view is a query with a name, for git desk list --view NAME. Views are shared, in config/views.yaml on the branch, or personal, in the configuration of this repository (desk.view.NAME); of two with one name the personal one counts. unassigned, stale, mine and recent are ready-made. A view called my-desk is what git desk alone shows. The language of queries is described in git-desk-query(7).
cli-form = List the forms of the desk, or show one
cli-form--name = Show this one; without it, list all
cli-form-examples =
    git desk form
    git desk form bug
    git desk form bug --json
cli-form-more =
    A form says what is asked of whoever files a kind of ticket. It is a file forms/NAME.yml on the branch in the schema of GitHub’s issue forms, which can be put there as they are; config.yml is passed over. Keys of our own: priority, group and category for the ticket; at an element, field puts the answer into a custom field and maps_to into type, priority, group, brand, category, language or requester. The ids that git desk form FORM shows are those of the answers. git desk schema form-file prints the schema.

## Work on tickets

cli-reply = Answer the requester; the text is public
cli-reply--status = Set the status in the same commit
cli-reply-examples =
    git desk reply k39f
    git desk reply k39f -m "It is fixed in 2.4.1." --status solved
    git log -1 --format=%b | git desk reply k39f -F -

cli-note = Add an internal note, which requesters never see
cli-note--status = Set the status in the same commit
cli-assign = Give tickets to somebody
cli-assign-usage = git desk assign [OPTIONS] <ID>... <WHO | --me | --none>
cli-assign--words = Tickets; the last word is who gets them
cli-assign--me = Give them to me; every word is a ticket
cli-assign--none = Take them from whoever has them; every word is a ticket
cli-assign-examples =
    git desk assign k39f luis@example.com
    git desk assign k39f 7pz0 --me
    git desk list group:web --format jsonl | jq -r .id | git desk assign - --me

cli-claim = Take tickets in hand, so that others leave them alone
cli-claim--for = Keep them this long; without it, 30m
cli-claim-examples =
    git desk claim k39f
    git desk claim k39f 7pz0 --for 2h
cli-release = Let go of claimed tickets
cli-escalate = Hand tickets to the next level, with the reason
cli-escalate--to = Hand them to this group instead of the next level's
cli-escalate-examples =
    git desk escalate k39f -m "Needs access to the switch"
    git desk escalate k39f --to network -m "Needs access to the switch"

cli-status = Move tickets to a status
cli-status-usage = git desk status [OPTIONS] <ID>... <STATUS>
cli-status--words = Tickets; the last word is the status
cli-status-examples =
    git desk status k39f pending -m "Waiting for the log"
    git desk status k39f 7pz0 open
cli-solve = Solve tickets
cli-solve--incidents = Solve their open incidents too; the text is public
cli-solve-examples =
    git desk solve k39f
    git desk solve k39f 7pz0 -m "Restarted the gateway"
    git desk solve 7pz0 --incidents -m "The gateway is back"
cli-pend = Wait for the requester
cli-hold = Put tickets on hold; requesters see them as open
cli-reopen = Open solved tickets again
cli-close = Close tickets, where the workflow lets people do so
cli-link = Link tickets to another one, or take links away
cli-link--to = The other ticket
cli-link--as = Kind: related, duplicates, blocks, incident-of…
cli-link--remove = Take the link away; without --as, links of every kind
cli-link-examples =
    git desk link k39f --to 7pz0
    git desk link k39f 9m2c --as incident-of --to 7pz0
cli-follow = Follow tickets, or stop following them
cli-follow--who = Let this person follow instead of me
cli-follow--stop = Follow no longer
cli-merge = Make several tickets one
cli-merge--into = The ticket that goes on
cli-merge--yes = Do not ask
cli-merge-examples =
    git desk merge 7pz0 9m2c --into k39f
    git desk merge --query "fingerprint:ci/login" --into k39f --dry-run
cli-merge-more =
    The merged tickets are closed and kept whole; the ticket that goes on shows their
    messages among its own and has their tags, followers and links. Messages to a
    merged ticket go to the one that it is part of. git desk unmerge takes it back.
cli-unmerge = Take merged tickets out again
cli-split = Move messages into a new ticket
cli-split--messages = Messages to move: ids or their beginnings
cli-split--title = Title of the new ticket; without it, the same
cli-split-examples =
    git desk split k39f --messages 3f9a,7c0k --title "Invoice is wrong too"
cli-attach = Attach files to a ticket
cli-attach--files = Files to attach
cli-attach--internal = Show them to staff only
cli-attach-examples =
    git desk attach k39f trace.log screenshot.png
cli-attachment = Give a file of a ticket; without a name, list them
cli-attachment--name = File: its name, or the beginning of it
cli-attachment--output = Write it to this file; - for stdout
cli-attachment-examples =
    git desk attachment k39f
    git desk attachment k39f trace.log -o /tmp/trace.log
cli-sync = Exchange the desk with a remote: fetch, merge, publish
cli-sync--remote = A remote, a path or an address; else desk.remote, origin
cli-sync--to = Publish to this branch, for a merge request
cli-sync--adopt = Take a rewritten history, with ours on top
cli-sync-examples =
    git desk sync
    git desk sync --dry-run
    git desk sync backup
    git desk sync --to ana/tickets
cli-sync-more =
    Nobody is asked about a conflict: tickets are merged field by field, and all clones
    come to the same. What was said by two people at once and does not count stays in
    history and is named. When the remote cannot be reached or refuses, everything stays
    here for the next time. Only the desk's own refs move; git's credentials, ssh and
    proxies are used as they are.
    Tickets get their numbers (#142) here, when the home remote of desk.yaml takes them.
    git config desk.autosync true syncs after each change, and nobody waits for it.
cli-conflicts = Show what was said and does not count
cli-conflicts--ids = Tickets; without any, all of them and the other files
cli-conflicts--limit = Show at most this many
cli-conflicts-examples =
    git desk conflicts
    git desk conflicts k39f
    git desk conflicts --limit 20 --json
cli-conflicts-more =
    Two people may set the same thing apart from each other, and only one value can
    count. The other is not lost: it is listed here in full, with who said it and what
    counts instead. An entry goes by itself as soon as somebody sets that value
    again. Texts that were redacted are shown to nobody.
cli-merge-driver = Merge one file for git (for those who merge in a worktree)
cli-merge-driver--base = What both sides had: %O
cli-merge-driver--ours = What is here; the result goes there: %A
cli-merge-driver--theirs = What the other side has: %B
cli-merge-driver--path = Where the file is in the worktree: %P
cli-merge-driver--install = Tell git of the driver, in this repository
cli-merge-driver--uninstall = Take that back
cli-merge-driver-examples =
    git desk merge-driver --install
    git desk merge-driver --uninstall
cli-merge-driver-more =
    Only for those who let git itself merge the desk's branch in a worktree; sync needs
    no driver. In a merge the outcome is the same as that of sync. In a rebase or a
    cherry-pick only three texts are known: they are merged field by field, and of two
    values the one that is put on top counts. What is no file of a desk git
    merges as ever. A merge button of a web page knows no drivers.
cli-undo = Take back the last thing that I did to tickets
cli-undo--id = Ticket: only what I did to this one
cli-undo-examples =
    git desk undo
    git desk undo k39f --dry-run
cli-undo-more =
    A new commit does the opposite; history stays as it is. The commits of one bulk
    change are taken back together. Where somebody changed the same thing after it,
    nothing is done.
cli-next = Show the one ticket to work on now
cli-next--view = Take it from this saved view, in its order
cli-next--skip = Pass it over for this reason, which stays in it as a note
cli-next-examples =
    git desk next
    git desk next --view stale
    git desk next --skip "Needs somebody who speaks French"
cli-next-more =
    Of my tickets and those of nobody, new and open ones come first, urgent before the
    rest, then who has waited longest. What somebody else claimed is left out, and so is
    what I skipped, until it changes or everything is skipped. Exit code 1: nothing.
cli-triage = Go through new tickets, one screen each
cli-triage-more =
    Keys assign, set priority, type, category and group, tag, answer, note, merge,
    solve, skip and take back; space goes on, q ends. Without a terminal it shows the
    new ticket that is first; exit code 1: there is none.
cli-tag = Add and remove tags; +a for short
cli-tag-usage = git desk tag [OPTIONS] <ID>... [+TAG]...
cli-tag--add = Add a tag; +TAG for short; repeat for more
cli-tag--remove = Remove a tag; repeat for more
cli-tag-examples =
    git desk tag k39f +regression +gateway
    git desk tag k39f 7pz0 --add regression --remove ci

## Reports and data

cli-sla = Show SLA clocks: what is due next, what is late, and why
cli-sla-usage = git desk sla [OPTIONS] [ID | QUERY... | explain ID [CLOCK]]
cli-sla--words = A ticket; terms; explain and a ticket; else all that is open
cli-sla--fail-on = Exit 1 if one still to be done is late, or nearly
cli-sla--policy-at = Judge by the policies of this commit or date
cli-sla--format = Write json, jsonl, csv, yaml, markdown, junit…
cli-sla-examples =
    git desk sla
    git desk sla assignee:me sla.left\<2h
    git desk sla k39f
    git desk sla explain k39f first_reply
    git desk sla --fail-on breach --quiet
cli-sla-more =
    What is promised to whom is in config/sla.yaml on the branch, the hours that count in config/calendars.yaml; git desk schema prints their shapes.

    first_reply runs from creation to the first public message of an agent; next_reply from the oldest unanswered message of the requester to the next one of an agent; periodic_update from each public message of an agent to the next while the ticket is unsolved, pausable_update likewise but not while pending; requester_wait until it is solved except while pending, agent_work while it is new or open, resolution all the time until then; group_ownership while one group has it. Notes and bots answer nothing. What ends by solving goes on after a reopening. A clock is late when more than its target has elapsed: what is done in the last second of it is in time.

    Without an id: the clocks that are still to be done (running, paused, or late and not done yet) of the unsolved tickets that the query finds, the soonest breach first. With an id: every clock of the ticket, ended ones too. explain opens each clock into every stretch of its life, with the day, whether it counts and why, and the commit that made it so; what counts sums to what has elapsed. After explain, a word names one metric: first_reply, next_reply, periodic_update, pausable_update, requester_wait, agent_work, resolution, group_ownership. The word explain is never taken for the beginning of an id.

    --fail-on looks at the clocks that are shown and that something can still be done about. A promise that was broken and then kept late does not fail again every night; git desk report counts it.

    Everything comes from history: who looks late finds the same.

cli-report = Count and measure: summary, volume, times, sla, backlog and more
cli-report--name = Report: summary, volume, backlog, times, sla, agents…
cli-report--query = Terms that the tickets must meet
cli-report--from = Begin the period here
cli-report--until = End the period before this time
cli-report--by = Give a row per month, group…; repeatable
cli-report--rows = Give one row per ticket
cli-report--explain = List the tickets behind every figure
cli-report--top = Give only this many rows
cli-report--with-merged = Count merged tickets and spam too
cli-report--calendar = Count durations in the hours of this calendar
cli-report--measure = Give these figures: first_reply.median…
cli-report--policy-at = Promises as of this commit or date
cli-report--compare = Show each figure of the period before
cli-report--fail-if = Exit 1 if this holds: 'backlog>100'
cli-report--within = Time in which it is seen often enough (30d)
cli-report--at-least = Times that make it recurring (3)
cli-report--repeat-within = Longest gap between repeats (30d)
cli-report--per-run = Count a run once
cli-report--format = Write table, json, csv, markdown, html…
cli-report-examples =
    git desk report summary
    git desk report volume --by month --from 2026-01-01 --until 2027-01-01
    git desk report times group:payments --rows --format csv
    git desk report summary --from 2026-10-01 --until 2026-11-01 --compare

cli-calendar = Count with business hours: elapsed, add, sub, is-open, show
cli-calendar--action = What to do: elapsed, add, sub, is-open, show
cli-calendar--start = Time to begin with, in the time zone of the calendar
cli-calendar--end = Time to end with, or a length of time such as 4h
cli-calendar--calendar = Count with this calendar of the desk, or with 24x7
cli-calendar--file = Count with the calendar in this file, in no repository
cli-calendar--from = Show the period that begins here
cli-calendar--until = Show the period that ends before this time
cli-calendar-examples =
    git desk calendar elapsed 2026-11-20T17:00 2026-11-23T10:00
    git desk calendar add 2026-11-20T17:00 8h --calendar office
    git desk calendar is-open now --now 2026-11-20T12:00:00Z
    git desk calendar show --from 2026-12-01 --until 2027-01-01
    git desk calendar elapsed 2026-11-20 2026-11-27 --file office.yaml --json

cli-export = Write tickets for other programs
cli-export--query = Terms that must hold; without any, all tickets
cli-export--public = Leave out internal notes and whatever else is internal
cli-export--output = Write to this file instead of stdout
cli-export--format = Write jsonl, csv, or events: the whole history
cli-export-examples =
    git desk export --format events -o history.jsonl
    git desk export "created>=2026-01-01" --format csv -o tickets.csv

cli-import = Bring in tickets with their history
cli-import--kind = Whose: csv, events, git-bug, github, gitlab, jira, mbox, zendesk
cli-import--file = File to read, - for stdin; of git-bug a repository
cli-import--map = Mapping of statuses, priorities, people, fields
cli-import--suggest-map = Print a first mapping of the file, and import nothing
cli-import-examples =
    git desk import events history.jsonl --dry-run
    git desk import events history.jsonl
    git desk import github issues.json --suggest-map
    git desk import github issues.json --map map.yaml
    git desk import git-bug .
    git desk import mbox support.mbox --map map.yaml

cli-intake = File what comes from outside: failed tests, mail, forms…
cli-intake--action = What comes: ci finds reports; mail, form …; or explain
cli-intake--inbox = Hand it in without reading the desk
cli-intake--remote = Hand it in at this remote
cli-intake--dry-run = Say what would become of it, and write nothing
cli-intake--map = json: what of a body is what of a ticket
cli-intake--form = form: the form that the text answers
cli-intake--title = form: the title; without it, that of the form
cli-intake--requester = form: who asks
cli-intake--external = form: its name elsewhere, by which it is known again
cli-intake--files = What came in; - reads standard input
cli-intake--read-as = Read as this format instead of guessing
cli-intake--mask = Mask what the group of this regular expression finds
cli-intake--root = The tests ran in this directory
cli-intake--run = The run that the tests ran in, if the CI is not known
cli-intake--platform = What the tests ran on, if not this machine and job
cli-intake--max-new = The most tickets that this run makes
cli-intake--any-branch = File it whatever the branch
cli-intake--address = An address of the desk: never a follower
cli-intake--keep-source = Keep each mail as it came, too
cli-intake--max-per-hour = Mails an hour of one sender that may act
cli-intake-examples =
    git desk intake ci --dry-run
    git desk intake junit target/surefire-reports --platform linux-17
    git desk intake mail - < mail.eml
    git desk intake mbox archive.mbox --address help@acme.example
    git desk intake explain target/surefire-reports/TEST-shop.xml
    git desk intake explain report.xml --mask 'pod-([a-z0-9]+)' --json
    git desk intake json --map alertmanager.yaml body.json
    git desk intake form issue.md --form bug --external github:acme/shop#812

## The desk

cli-collect = Fold what was handed in with --inbox, and publish it
cli-collect--remote = Where it waits; else desk.remote, origin, or right here
cli-collect--limit = Make at most this many tickets (5000); the rest waits
cli-collect--quarantine = List what was set aside, with the reason
cli-collect-examples =
    git desk collect
    git desk collect origin --dry-run
    git desk collect --quarantine
cli-collect-more =
    Each submission becomes an ordinary commit with its own author and date, in order of time. What
    the desk knows already, by its name elsewhere or by the fingerprint of an unsolved ticket, is added to that
    ticket. A submission never acts as staff. The remote gets the fold first, and only then what waited is
    removed; several may collect at once. Without a remote, the inbox of this repository is collected:
    so a bare repository can do it by itself.
cli-init = Make the desk, or adopt the one of the remote
cli-init--workflow = Start with support, liveagent or engineering
cli-init--time-zone = Set the zone of days and months: Europe/Madrid
cli-init--lang = Set the desk's language
cli-init-examples =
    git desk init
    git desk init --workflow engineering --time-zone America/Lima --lang es

cli-check = Check that files and history are sound
cli-check--range = Commits to check, such as origin/tickets..tickets
cli-check--strict = Report what is tolerated too
cli-hook = Judge what is pushed to a server, and install that there
cli-hook-usage = git desk hook [OPTIONS] ACTION [WORD...]
cli-hook--action = install, uninstall; pre-receive and update are what git calls
cli-hook--words = What git gives to update: the ref, old and new commit
cli-hook--update = Install a hook that refuses single refs
cli-hook--pre-receive = Install a hook that refuses whole pushes (default)
cli-hook-examples =
    git desk hook install
    git desk hook uninstall
cli-hook-more =
    On a server, git calls the hook before it takes a push. It lets other branches pass. A push to the branch of the desk is refused, and whoever pushed is told why, unless it keeps the rules of check by the people and the workflow of the server’s own tip, adds commits and takes none away, and brings no more than desk.pushLimit new tickets (1000 unless git config says otherwise). Each commit is judged against its own parent, a merge by whether it is what its parents come to. Refs of the inbox are made and deleted, not changed, and are of limited size.

    Whoever writes a commit chooses the name in it: an unsigned author proves nothing. With git config desk.requireSigned true every commit but merges needs a signature that git calls good, of whoever recorded it.
cli-config = Show the settings in force, and what decided each
cli-config--key = Setting to show alone, such as time_zone
cli-config-examples =
    git desk config
    git desk config time_zone
    git desk config --json
cli-people = Show who is who, in which groups, and how much each has to do
cli-people--who = Whom to show: an address, a name, a part of one, a group
cli-people-examples =
    git desk people
    git desk people payments
cli-doctor = Look whether all that git-desk needs is there
cli-uninstall = Take away what git-desk left here beside the branch
cli-uninstall--force = Take kept texts away too
cli-demo = Make a desk with a real history to try things on
cli-demo--dir = New directory to make it in

## Help

cli-help = Explain git desk or one of its verbs
cli-help--verb = Verb to explain
cli-man = Show, install or write the manual pages
cli-man--install = Install them where man and git help find them
cli-completions = Print the script for completion in a shell
cli-completions--shell = Shell to complete in: bash, zsh, fish, elvish, powershell
cli-completions-examples =
    eval "$(git desk completions bash)"
    git desk completions zsh --out ~/.zsh/completions
cli-schema = Print the JSON Schemas of answers and files
cli-schema--noun = What to describe, such as ticket; people-file for a file
cli-schema--install = Put those of the configuration on the branch, for editors

## Manual pages

cli-more =
    Each ticket is one YAML file on a branch of its own in the repository: tickets,
    unless git config desk.ref names another. Every change is a commit that says who,
    when and what. Nothing else is the truth, so a desk is cloned, read and used
    without a network like the code beside it.

    Without a verb, git desk shows my desk: what needs me now.
cli-new-more =
    On a terminal a missing title is asked for; elsewhere it is an error. Whoever
    files the ticket is its requester unless --requester names another. --form NAME files
    by a form of the desk: git desk form NAME shows the ids that --field answers; repeat it
    where several options may be chosen, or put commas between them. -m and -F give the answers as a text
    as GitHub writes them (a heading for each question), or more to say below them. On a
    terminal whatever is missing is asked for; elsewhere a missing answer is refused.
    With --inbox nothing is read or fetched: the ticket is one commit of its own on a ref of its own at
    the remote (refs/desk/inbox/ID; desk.inboxRef says another place), and comes to the desk when
    somebody runs git desk collect. It works in a shallow clone, and in one without the desk's branch.
    When the remote does not answer, it is kept and sent along the next time.
cli-list-more =
    Terms must all hold, unless "or" stands between them; parentheses group, and a
    hyphen in front of a term negates it. A colon means equal or contained; numbers,
    priorities and times are compared with <, <=, > and >=. Times are dates such as
    2026-10-01, or ages such as 7d, 2w and yesterday. Quote terms that the shell would
    take for its own.
cli-edit-more =
    With options, sets those values. Without any, opens the ticket's YAML in the
    editor of git and checks what comes back; a text with faults is kept.
cli-reply-more =
    Without -m or -F, the text is written in the editor of git. It is one commit with
    the status, when --status gives one.
cli-status-more =
    Which statuses there are, and who may move a ticket from one to another, is said
    by the desk's workflow. A move that is not allowed is refused with those that are.
cli-report-more =
    summary counts tickets by status, category, assignee and group, with the headline
    of every other report; volume counts what was created, resolved and reopened, month
    by month with --by month; backlog tells how old the unsolved tickets are; times
    measures replies and resolutions; sla tells how promises were kept; agents,
    categories and channels give a row each; flow counts reopenings and handoffs; csat
    counts ratings; custom gives the figures of --measure. The period begins at --from
    and ends just before --until; a date is midnight in the desk's time zone.
    recurrence gives a row per fingerprint, or per key of --by, with what is seen again.

    --by takes day, week, month, quarter, year, weekday, hour, any value of a ticket
    and field.NAME. --compare sets beside every figure what it was in the period
    before: as many months where the period is of whole months, else as long.

    --fail-if takes FIGURE SIGN VALUE and exits with 1 when it holds: a total
    (percent_targets<90), a part of one (by_status.open>50), a column, which means any
    row (breached>0), or one row by its keys (median_s[resolution]>3d). A figure that
    nothing was measured for breaks nothing.

    distribution tells how many replies and resolutions took how long. html is a page
    in one file, with charts and the figures behind them; of summary it shows the whole
    picture of the desk. openmetrics is for a textfile collector; junit tells a
    pipeline which condition of --fail-if was met, with --explain by which tickets.
cli-calendar-more =
    elapsed gives the open time between two instants, add and sub the instant that is so
    much open time later or earlier, is-open whether it is open then (exit code 1: no),
    show the week, the dates that are different, and what is open in a period. Where the
    time is used up exactly at closing time, closing time is the answer; adding 0 gives
    START if it is open, else the next opening. add and sub exit with 1 when no hours are
    left. Times without an offset are those of clocks in the calendar's zone; times such
    as yesterday need --now. Days, weeks and hours in a DURATION are 24 hours, 7 days and
    60 minutes of open time.

    Calendars are in config/calendars.yaml on the branch, by name; the file for --file is
    one such calendar. Keys: time_zone, hours (mon to sun, lists of opening and closing),
    overrides and breaks by date, holidays, and holidays_ics for iCalendar files beside
    it. A holiday is stronger than a break, that than an override, that than the week.
    git desk schema calendars-file prints the schema.
cli-export-more =
    jsonl gives one ticket a line, csv one row a ticket, events the history as
    git desk import events reads it.
cli-import-more =
    Each event becomes a commit with its own author and date. Importing a file again
    adds only what is new. Exports of other trackers are read as docs/migration.md says;
    a mapping puts their words into those of the desk. What cannot be read is named and
    left out; exit code 4 then.

    git-bug reads the bugs of a repository where they are. mbox brings in the past of a
    mailbox, a thread a ticket, solved when its last mail came; mail of now is for git
    desk intake.
cli-intake-more =
    ci finds the reports of a run of tests below a directory by their usual names, and knows the run by the variables of the CI; junit, tap, gotest, libtest and sarif take the files that are named. What failed becomes tickets, once: a failure that is known is counted on its ticket, one that is back reopens it or is filed anew with a link, and what passes for long enough is solved. config/ci.yaml on the branch says which branches count, what is masked, whose a failure is, and when a ticket is solved; docs/ci.md has the whole table. Exit code 0 whatever failed in the tests, 4 when nothing could be read.

    json makes tickets of the bodies of webhooks, as a map says: docs/webhooks.md and examples/maps. form files a text in the shape of a form, as GitHub renders its issue forms. Both tell of each item what became of it and why; what is known already is not filed again, and nothing acts as staff. Exit code 4 when something was refused or could not be read.

    mail, mbox and maildir file mails: read from files or standard input, mailboxes and the folders new and cur of a Maildir, which stay as they are. A mail that answers a ticket goes there, any other one makes a ticket; the same mail twice is one message. What a stranger sends to a ticket, what a machine sends, and what one sender sends beyond --max-per-hour is kept internally. Exit code 4 when something was no mail; as the target of a pipe 75 when the mail should be tried again. docs/mail.md says more.

    explain reads reports and shows for each failure what it says, what of that is masked because it differs from run to run, and the two keys that come of it: one for the test, by suite, class and name without parameters, and one for the cause, by the first line of the error and the topmost frames of the project. With --json each failure has an excerpt too: 8 kB at most, without colours, with what looks like a secret hidden. At the end it says which failures belong together: the parameters of one test, more than ten tests with one cause, more than four tests in one file. It needs no desk and writes nothing.

    Tests are counted one by one, whatever the file claims. What is truncated or broken is named, and what could be read is kept; a file with a DOCTYPE is refused. Exit code 4 when no file could be read.
cli-init-more =
    When the remote has a desk already, that one is taken. Running it again changes
    nothing.
cli-man-name = Name
cli-man-synopsis = Synopsis
cli-man-description = Description
cli-man-exit = Exit status
cli-man-exit-codes =
    0   done, or yes; an empty list is also 0
    1   the answer is no: check found faults
    2   the command line cannot be understood
    3   somebody else was faster, or a confirmation is missing
    4   failed: not found, not allowed, bad data, offline
    70  a bug in git-desk
cli-man-environment = Environment
cli-man-variables =
    LANGUAGE, LC_ALL, LC_MESSAGES, LANG
        the language, unless --lang or git config desk.lang says
    GIT_EDITOR, GIT_PAGER
        as with git
    GIT_AUTHOR_DATE
        the time of what is written
    NO_COLOR
        set: no color
    CI
        set: never ask
cli-man-see-also = See also
cli-man-manual = git-desk manual

## A line that cannot be read

cli-error = error: { $message }
cli-hint = hint: { $hint }
cli-usage-unknown-flag = there is no flag '{ $flag }' here
cli-usage-unexpected-word = '{ $word }' is one word too many
cli-usage-unknown-verb = there is no verb '{ $verb }'
cli-usage-missing = { $count ->
    [one] { $values } is missing
   *[other] { $values } are missing
  }
cli-usage-missing-value = '{ $flag }' needs a value
cli-usage-bad-value = '{ $value }' is no value for '{ $flag }'
cli-usage-value-unwanted = '{ $flag }' takes no value
cli-usage-conflict = '{ $flag }' and { $others } exclude each other
cli-usage-not-utf8 = a word is not UTF-8
cli-usage-unclear = the command line cannot be understood
cli-usage-hint-similar = did you mean '{ $similar }'?
cli-usage-hint-values = possible values: { $values }
cli-usage-hint-duration = write a length of time, such as 30m, 4h or 2d
cli-usage-hint-pair = write NAME=VALUE, such as service=gateway
cli-usage-hint-number = write a whole number, such as 20
cli-usage-hint-quote = put a text of several words in quotes
cli-usage-hint-verb = 'git desk help { $verb }' shows what it takes
cli-usage-hint-verbs = 'git desk help' lists the verbs
cli-usage-hint-one = use only one of them
cli-usage-hint-show = 'git desk show { $id }' shows a ticket
