# Artículos de la base de conocimientos.

articles-heading = Artículos
articles-draft = borrador
articles-internal = interno
articles-none = Ningún ticket ni artículo tiene todo eso.
articles-too-large = { $path } tiene más de { $limit } bytes; no se busca en él.
