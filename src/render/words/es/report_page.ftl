# report pages

page-contents = Contenido
page-period = { $from } – { $until }
page-period-whole = Toda la historia
page-period-open = Desde el principio hasta { $until }
page-as-of = Situación a { $at } ({ $zone })
page-notes = Notas
page-again = Para repetir esta página
page-made = Hecho con git desk { $version }.
page-tzdb = Reglas de husos horarios: { $version }.
page-figures = Todas las cifras
page-totals = Totales
page-nothing = No hay nada que mostrar.
page-none = (ninguno)
page-absent = Se omite por falta de datos: { $names }.
page-before = antes: { $was }

# What a section of the whole picture is about.
page-subject-headline = De un vistazo
page-subject-volume = Creados, resueltos y sin resolver
page-subject-hours = Cuándo llegan los tickets
page-subject-times = Cuánto se tarda
page-subject-distribution = Cómo se reparten las respuestas y las resoluciones

# What a report says.
page-says-volume =
    { $n ->
        [one] { $created } ticket creado, { $resolved } resueltos; { $backlog } sin resolver al final.
       *[other] { $created } tickets creados, { $resolved } resueltos; { $backlog } sin resolver al final.
    }
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
page-first-of = Se dibujan los primeros { $n } de { $all }.
page-desc-greatest = Máximo: { $name }, { $value }.
page-desc-ranges = De cada medida, la mediana, el percentil 90, el mínimo y el máximo, en un eje logarítmico.
page-desc-medians = Mediana y percentil 90.
page-desc-by-period = Su evolución de un periodo a otro.
page-desc-shares = La parte de objetivos cumplidos; los incumplidos, rayados.
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
