# Searching.

search-none = No ticket has all of that.
search-more = { $count ->
    [one] … and one more
   *[other] … and { $count } more
}
