# report pages

page-contents = Contenido
page-period = { $from } – { $until }
page-period-whole = Toda la historia
page-period-open = Desde el principio hasta { $until }
page-as-of = Situación a { $at } ({ $zone })
page-notes = Notas
page-again = Para repetir esta página
page-made = Hecho con git desk { $version }.
page-figures = Todas las cifras
page-figure = Cifra
page-now = Ahora
page-then = Antes
page-totals = Totales
page-nothing = No hay nada que mostrar.
page-cases = { $figure } (n)
page-rows = Todas las cifras: { $n } filas
page-none = (ninguno)
page-absent = Se omite por falta de datos: { $names }.
page-before = antes: { $was }

# What a pipeline is told of a condition.
junit-broken =
    { $n ->
        [one] { $condition }: es { $value }
       *[other] { $condition }: se da { $n } veces, primero { $value }
    }
junit-clocks = Promesas por cumplir
junit-late = { $metric }: { $elapsed } de { $target }
junit-unmeasured = No se midió nada, así que no se incumple nada.

# What a section of the whole picture is about.
page-subject-headline = De un vistazo
page-subject-volume = Creados, resueltos y sin resolver
page-subject-hours = Cuándo llegan los tickets
page-subject-course = Niveles de servicio en el tiempo
page-subject-times = Cuánto se tarda
page-subject-distribution = Cómo se reparten las respuestas y las resoluciones

# What a report says.
page-says-summary =
    { $n ->
        [one] { $tickets } ticket creado; sin agente asignado ahora: { $unassigned }.
       *[other] { $tickets } tickets creados; sin agente asignado ahora: { $unassigned }.
    }
page-says-volume =
    { $n ->
        [one] { $created } ticket creado, { $resolved } resueltos; { $backlog } sin resolver al final.
       *[other] { $created } tickets creados, { $resolved } resueltos; { $backlog } sin resolver al final.
    }
page-says-tickets = Una fila por ticket.
page-says-medians = Mediana y percentil 90 de lo que terminó en cada grupo.
page-says-course = El porcentaje de objetivos cumplidos, política por política; donde una línea se interrumpe, no se decidió ninguno.
page-says-sla =
    { $n ->
        [one] Se cumplió el { $percent_targets } de { $targets_n } objetivo; el { $percent_tickets } de los tickets cumplió todos los suyos.
       *[other] Se cumplió el { $percent_targets } de { $targets_n } objetivos; el { $percent_tickets } de los tickets cumplió todos los suyos.
    }
page-says-backlog =
    { $n ->
        [0] No queda nada sin resolver.
        [one] { $backlog } ticket sin resolver, con { $oldest_s } de antigüedad.
       *[other] { $backlog } tickets sin resolver; el más antiguo tiene { $oldest_s }.
    }
page-says-spread =
    { $n ->
        [one] { $first_reply_n } primera respuesta y { $resolution_n } resoluciones, según lo que tardaron.
       *[other] { $first_reply_n } primeras respuestas y { $resolution_n } resoluciones, según lo que tardaron.
    }
page-says-agents = { $solved } resueltos, { $replies } respuestas; abierto es lo que cada agente tiene entre manos al final.
page-says-flow =
    { $n ->
        [one] Se reabrieron { $tickets_reopened } de { $tickets_resolved } ticket resuelto; { $one_touch } resueltos en el primer contacto.
       *[other] Se reabrieron { $tickets_reopened } de { $tickets_resolved } tickets resueltos; { $one_touch } resueltos en el primer contacto.
    }
page-says-csat =
    { $n ->
        [one] { $good } de { $rated } valoración es buena.
       *[other] { $good } de { $rated } valoraciones son buenas.
    }
page-says-recurrence =
    { $n ->
        [one] { $keys } clave vista; recurrentes: { $recurring_keys }.
       *[other] { $keys } claves vistas; recurrentes: { $recurring_keys }.
    }
page-says-values = Tickets según el valor que tienen ahora.
page-says-by = Por { $keys }.
page-says-hours = Cuando más llegan: { $day }, a las { $hour }:00 ({ $created } en total).
page-says-first-reply = La mitad de las primeras respuestas llegó en { $median } o menos; nueve de cada diez, en { $p90 } o menos (n = { $n }).
page-says-resolution = La mitad de las resoluciones tardó { $median } o menos; nueve de cada diez, { $p90 } o menos (n = { $n }).

# Charts: titles, descriptions, legends.
page-created-and-resolved = Creados y resueltos
page-backlog-at-end = Sin resolver al final de cada periodo
page-created-by-hour = Creados por día de la semana y hora
page-how-long = Mediana, percentil 90 y extremos
page-up-to-p90 = hasta el percentil 90
page-least-to-most = del mínimo al máximo
page-range = mediana { $median } · 90 % { $p90 } · n { $n }
page-of = { $part } de { $whole }
page-first-of = los primeros { $n } de { $all }
page-desc-greatest = Máximo: { $name }, { $value }.
page-desc-ranges = De cada medida, la mediana, el percentil 90, el mínimo y el máximo, en un eje logarítmico.
page-desc-medians = Mediana y percentil 90.
page-desc-by-period = Su evolución de un periodo a otro.
page-desc-shares = La parte de objetivos cumplidos y, a su lado, la de los incumplidos.
page-desc-share-lines = El porcentaje de objetivos cumplidos en cada periodo, una línea por métrica.
page-desc-rated = La parte de valoraciones buenas entre las recibidas.
page-desc-recurrence = Desde cuándo y hasta cuándo apareció cada una.
page-desc-spread = Cuántos tardaron ese tiempo; las clases crecen de izquierda a derecha.
page-spread-first-reply = Primeras respuestas, según lo que tardaron
page-spread-resolution = Resoluciones, según lo que tardaron
page-up-to = hasta { $span }
page-beyond = más
page-kept = Objetivos cumplidos
page-rated = Valoraciones
page-seen = Desde cuándo y hasta cuándo
page-times-seen = { $n } veces
page-desc-counts = Tickets por valor.
page-desc-heat = Una fila por día de la semana y una columna por hora del día; más oscuro significa más tickets.

# Short names on axes.
page-jan = ene
page-feb = feb
page-mar = mar
page-apr = abr
page-may = may
page-jun = jun
page-jul = jul
page-aug = ago
page-sep = sep
page-oct = oct
page-nov = nov
page-dec = dic
page-quarter = T{ $n }
page-week = Semana { $n }
page-mon = lun
page-tue = mar
page-wed = mié
page-thu = jue
page-fri = vie
page-sat = sáb
page-sun = dom
