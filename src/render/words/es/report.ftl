# report

# Titles of reports: report-<name>.
report-summary = Resumen
report-volume = Volumen de tickets
report-times = Tiempos
report-distribution = Distribución de tiempos
report-flow = Flujo
report-recurrence = Recurrencia
report-backlog = Atraso por antigüedad
report-sla = Niveles de servicio
report-agents = Agentes
report-categories = Categorías
report-channels = Canales
report-csat = Satisfacción
report-custom = Informe a medida

# What was measured: metric-<metric>.
metric-first_reply = Primera respuesta
metric-first_resolution = Primera resolución
metric-resolution = Tiempo de resolución
metric-agent_work = Trabajo del agente
metric-requester_wait = Espera del solicitante
metric-pending = Tiempo pendiente
metric-hold = Tiempo en espera
metric-next_reply = Respuesta siguiente
metric-periodic_update = Actualización periódica
metric-pausable_update = Actualización con pausas
metric-group_ownership = Tiempo en el grupo

# Columns and totals: column-<name>. First the keys of --by.
column-day = Día
column-week = Semana
column-month = Mes
column-quarter = Trimestre
column-year = Año
column-priority = Prioridad
column-type = Tipo
column-assignee = Agente asignado
column-group = Grupo
column-category = Categoría
column-channel = Canal
column-language = Idioma
column-brand = Marca
column-requester = Solicitante
column-organization = Organización
column-status = Estado
column-tag = Etiqueta
column-weekday = Día de la semana
column-hour = Hora
column-agent = Agente
column-metric = Medida
column-as_of = Situación a
column-n = n
column-upto_s = Hasta
column-first_reply = Primeras respuestas
column-resolution = Resoluciones
column-sum_s = Suma
column-mean_s = Media
column-min_s = Mínimo
column-median_s = Mediana
column-p90_s = Percentil 90
column-p95_s = Percentil 95
column-max_s = Máximo
column-created = Creados
column-resolved = Resueltos
column-reopened = Reabiertos
column-backlog = Atraso
column-backlog_before = Atraso anterior
column-reopens = Reaperturas
column-tickets_reopened = Tickets reabiertos
column-tickets_resolved = Tickets resueltos
column-reopen_rate = Tasa de reapertura
column-assignee_handoffs = Transferencias entre agentes
column-tickets_with_assignee_handoffs = Tickets transferidos entre agentes
column-group_handoffs = Transferencias entre grupos
column-tickets_with_group_handoffs = Tickets transferidos entre grupos
column-replies = Respuestas
column-one_touch = Resoluciones en el primer contacto
column-one_touch_rate = Tasa de resolución en el primer contacto
column-id = Ticket
column-ref = Referencia
column-created_at = Fecha de creación
column-resolved_at = Fecha de resolución
column-first_reply_s = Primera respuesta
column-first_resolution_s = Primera resolución
column-resolution_s = Tiempo de resolución
column-agent_work_s = Trabajo del agente
column-requester_wait_s = Espera del solicitante
column-pending_s = Tiempo pendiente
column-hold_s = Tiempo en espera
column-tickets = Tickets
column-unassigned = Sin asignar
column-by_status = Por estado
column-by_status_category = Por categoría de estado
column-by_category = Por categoría
column-by_assignee = Por agente asignado
column-by_group = Por grupo
column-first_reply_median_s = Primera respuesta, mediana
column-first_resolution_median_s = Primera resolución, mediana
column-resolution_median_s = Tiempo de resolución, mediana
column-agent_work_median_s = Trabajo del agente, mediana
column-requester_wait_median_s = Espera del solicitante, mediana
column-fingerprint = Huella
column-problem = Problema
column-occurrences = Apariciones
column-days = Días
column-first_seen = Primera vez
column-last_seen = Última vez
column-mtbo_mean_s = Tiempo entre apariciones, media
column-mtbo_median_s = Tiempo entre apariciones, mediana
column-trend = Tendencia
column-repeats = Repeticiones
column-chain = Cadena más larga
column-time_to_recur_median_s = Tiempo hasta recurrir, mediana
column-agent_work_share = Parte del trabajo
column-open = Abiertos
column-recurring = Recurrentes
column-new = Nuevos
column-since_commit = Desde el commit
column-title = Título
column-tickets_with_key = Tickets con esta clave
column-keys = Claves
column-keys_with_2_or_more = Claves con dos tickets o más
column-recurring_keys = Claves recurrentes
column-new_keys = Claves nuevas
column-policy = Política
column-age = Antigüedad
column-oldest = Ticket más antiguo
column-oldest_s = Antigüedad máxima
column-age_median_s = Antigüedad, mediana
column-by_channel = Por canal
column-solved = Resueltos
column-achieved = Cumplidos
column-breached = Incumplidos
column-running = En curso
column-cancelled = Cancelados
column-percent_targets = Objetivos cumplidos
column-targets_n = n
column-percent_tickets = Tickets con todos los objetivos cumplidos
column-tickets_n = n
column-offered = Encuestas ofrecidas
column-rated = Valorados
column-good = Buenas
column-bad = Malas
column-score = Índice de satisfacción
column-response_rate = Tasa de respuesta
column-csat = Satisfacción
column-csat_n = n
column-sla_first_reply = Objetivo de primera respuesta
column-sla_next_reply = Objetivo de respuesta siguiente
column-sla_periodic_update = Objetivo de actualización periódica
column-sla_pausable_update = Objetivo de actualización con pausas
column-sla_requester_wait = Objetivo de espera del solicitante
column-sla_agent_work = Objetivo de trabajo del agente
column-sla_resolution = Objetivo de resolución
column-sla_group_ownership = Objetivo de tiempo en el grupo
column-before = { $figure }, antes
column-statistic = { $measure }: { $statistic }

# Columns where there is little room: short-<name>.
short-first_reply_median_s = Primera resp.
short-first_resolution_median_s = Primera resol.
short-resolution_median_s = Resolución

# Where a clock stands: clock-<state>.
clock-active = en curso
clock-paused = en pausa
clock-achieved = cumplido
clock-breached = incumplido
clock-cancelled = cancelado

# Days of the week: weekday-<day>.
weekday-mon = lunes
weekday-tue = martes
weekday-wed = miércoles
weekday-thu = jueves
weekday-fri = viernes
weekday-sat = sábado
weekday-sun = domingo

# What --fail-if found.
report-broken = incumplido: { $condition } ({ $row }{ $value })
report-unmeasured = { $condition }: no se midió nada, así que nada se incumple

# What the reader must know: note-<code>, each with $n.
note-merged_left_out =
    { $n ->
        [one] Se omite { $n } ticket fusionado; con --with-merged se cuenta.
       *[other] Se omiten { $n } tickets fusionados; con --with-merged se cuentan.
    }
note-merged_counted =
    { $n ->
        [one] Se cuenta { $n } ticket fusionado como cerrado por la fusión.
       *[other] Se cuentan { $n } tickets fusionados como cerrados por la fusión.
    }
note-spam_left_out =
    { $n ->
        [one] Se omite { $n } ticket con la etiqueta spam; con --with-merged se cuenta.
       *[other] Se omiten { $n } tickets con la etiqueta spam; con --with-merged se cuentan.
    }
note-spam_counted =
    { $n ->
        [one] Se cuenta { $n } ticket con la etiqueta spam.
       *[other] Se cuentan { $n } tickets con la etiqueta spam.
    }
note-removed_left_out =
    { $n ->
        [one] Se omite { $n } ticket cuyo archivo se eliminó.
       *[other] Se omiten { $n } tickets cuyos archivos se eliminaron.
    }
note-more_left_out =
    { $n ->
        [one] Con --top se omite { $n } grupo más.
       *[other] Con --top se omiten { $n } grupos más.
    }
note-empty_periods_left_out = No se muestran los períodos sin actividad: son demasiados.
note-no_policies = El desk no tiene políticas: no hay nada prometido.
note-compared = Comparado con { $from } – { $until }.
note-compared_periods = Cada fila se compara con el periodo anterior.
note-calendar = Las duraciones cuentan las horas del calendario { $calendar }.
note-policies = Políticas según { $revision }.
note-zone = Las horas son las de { $zone }, reglas de zona { $rules }.

# Why there is no report.
error-backwards-period = el periodo termina antes de empezar: { $from } – { $until }
hint-backwards-period = --from indica dónde empieza, --until dónde termina
error-nothing-before = no hay ningún periodo anterior a todo el tiempo
hint-nothing-before = indicar dónde empieza el periodo con --from, o pedir filas por periodo con --by month
error-recurrence-by-clock = ni el día de la semana ni la hora dicen nada de lo que se repite
hint-recurrence-by-clock = probar con otra clave, como category o requester
error-unknown-figure = aquí no hay ninguna cifra «{ $name }»
hint-unknown-figure = { $known }
error-unknown-row = ninguna fila de { $figure } tiene las claves «{ $row }»
hint-unknown-row = { $known }
error-bad-condition = «{ $text }» no es una condición
hint-bad-condition = una condición es una cifra, un signo y un valor, como 'percent_targets<90' o 'median_s[resolution]>3d'
error-bad-limit = { $figure } no se puede comparar con «{ $value }»
hint-bad-limit = las duraciones admiten segundos o 90s, 15m, 4h, 3d, 2w; los porcentajes, de 0 a 100; lo demás, un número
error-measure-elsewhere = --measure es para el informe custom
hint-measure-elsewhere = git desk report custom --by month --measure created,first_reply.median
error-unknown-report = no existe el informe «{ $name }»
hint-unknown-report = los informes son { $known }
error-unknown-report-near = no existe el informe «{ $name }»
hint-unknown-report-near = ¿quizá { $nearest }?
error-bad-report = la consulta del informe { $name } no significa nada: { $fault }
what-report-key = clave
what-report-figure = cifra
expected-form-report-limit = una condición como percent_targets<90
expected-form-report-time = un momento, como 2026-10-01 o 90d
