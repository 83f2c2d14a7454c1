# report

# Titles of reports: report-<name>.
report-summary = Resumen
report-volume = Volumen de tickets
report-times = Tiempos
report-flow = Flujo
report-recurrence = Recurrencia

# What was measured: metric-<metric>.
metric-first_reply = Primera respuesta
metric-first_resolution = Primera resolución
metric-resolution = Tiempo de resolución
metric-agent_work = Trabajo del agente
metric-requester_wait = Espera del solicitante
metric-pending = Tiempo pendiente
metric-hold = Tiempo en espera

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
column-metric = Medida
column-n = n
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
column-tickets_with_key = Tickets con esta clave
column-keys = Claves
column-keys_with_2_or_more = Claves con dos tickets o más
column-recurring_keys = Claves recurrentes
column-new_keys = Claves nuevas

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
