# Buscar.

search-none = Ningún ticket tiene todo eso.
search-more = { $count ->
    [one] … y uno más
   *[other] … y { $count } más
}
