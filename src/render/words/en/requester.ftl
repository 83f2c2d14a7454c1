# Everything about one requester or one organization.

requester-tickets = Tickets
requester-status = By status
requester-first = First contact
requester-last = Last contact
requester-csat = Satisfaction
requester-rated = { $good } good of { $rated } rated
requester-categories = Categories
requester-channels = Channels
requester-organizations = Organization
requester-people = People
requester-more = { $count } more
requester-open = Still to be done
requester-latest = Latest solved
error-unknown-requester = nobody here is called “{ $typed }”{ $near }
requester-near = ; there is “{ $nearest }”
hint-unknown-requester = see who asks: git desk list is:any --columns requester,organization
error-ambiguous-requester = several have “{ $typed }” in their names:
hint-ambiguous-requester = type the whole of one
