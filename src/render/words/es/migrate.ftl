# migrate: exports of other trackers
skip-unreadable = { $n ->
    [one] { $n } parte de la exportación no se puede leer
   *[other] { $n } partes de la exportación no se pueden leer
}
skip-unknown-word = { $n ->
    [one] { $n } ticket con una palabra desconocida, que espera una correspondencia
   *[other] { $n } tickets con una palabra desconocida, que esperan una correspondencia
}
skip-pull-request = { $n ->
    [one] { $n } parte de pull requests o merge requests
   *[other] { $n } partes de pull requests o merge requests
}
skip-not-ours = { $n ->
    [one] { $n } evento de un tipo que no cambia nada de un ticket
   *[other] { $n } eventos de tipos que no cambian nada de un ticket
}
skip-twice = { $n } dos veces en la exportación
line-no-mail = no es un correo
line-twice = dos veces en la exportación
line-pull-request = una pull request o merge request
line-no-ticket = { $name } no está en la exportación
line-unknown-status = estado desconocido { $found }; sus tickets esperan hasta que la correspondencia lo indique en statuses
line-unknown-priority = prioridad desconocida { $found }; sus tickets esperan hasta que la correspondencia la indique en priorities
line-not-ours = { $name } no cambia nada de un ticket
line-broken-off = desde aquí no hay JSON
line-too-many = más de { $limit } partes; el resto no se leyó
line-not-whole = solo hay { $have } de { $total } en la exportación
line-version = la versión { $found } del formato no se puede leer
line-no-object = { $name } no está en el repositorio, o está dañado

error-export-too-large = { $path } tiene más de { $limit } bytes
hint-export-too-large = Exportar en varias partes, una tras otra.
error-export-empty = { $path } está vacío
error-export-schema = { $path } es un JSON Schema: describe exportaciones y no contiene datos
error-export-nothing = { $path } no contiene ningún ticket de { $kind }
error-export-no-column = ninguna columna de { $path } da { $key } de un ticket; sus columnas: { $known }
hint-export-no-column = Escribir una correspondencia con --suggest-map, indicar en fields de qué columna se trata y pasarla con --map.
error-map-with-events = --map y --suggest-map no son para events
mapping-head = Primera correspondencia de { $path }: a la izquierda lo que dice el sistema de origen, a la derecha en qué se convierte. En fields, ~ omite.
