# import
import-done = { $read ->
    [one] { $read } evento leído: { $imported } importados, { $skipped } omitidos.
   *[other] { $read } eventos leídos: { $imported } importados, { $skipped } omitidos.
}
import-progress = { $read } eventos
import-interrupted = Importación interrumpida. La misma orden continúa desde aquí.
import-floored = { $n ->
    [one] { $n } evento es anterior a otro ya registrado de su ticket; cuenta a partir de este.
   *[other] { $n } eventos son anteriores a otro ya registrado de su ticket; cuentan a partir de este.
}
import-line = línea { $line }: { $cause }

# Why lines were skipped, with their number
skip-already-imported = { $n ->
    [one] { $n } ya importado
   *[other] { $n } ya importados
}
skip-unchanged = { $n ->
    [one] { $n } no cambia nada
   *[other] { $n } no cambian nada
}
skip-invalid = { $n ->
    [one] { $n } línea no es un evento
   *[other] { $n } líneas no son eventos
}
skip-order = { $n } con un seq no superior al anterior del ticket
skip-own-ticket = { $n } de tickets propios, no creados por una importación
skip-unreadable-ticket = { $n } de tickets cuyo archivo no se puede leer
skip-too-large = { $n } por encima del límite de tamaño de un mensaje o un ticket
skip-unknown-ticket = { $n } antes de la creación de su ticket
skip-already-created = { $n } de tickets que ya existen
skip-unknown-status = { $n } con un estado desconocido
skip-bad-value = { $n } con un valor que el campo no admite

# Why a line is no event
line-too-long = más de { $limit } bytes
line-not-json = no es JSON, columna { $column }
line-not-an-object = no es un objeto JSON
line-missing = falta { $key }
line-bad-value = { $key } tiene un valor no admitido
line-unknown-type = tipo desconocido { $name }
