# Relojes: `sla`, y lo que show y list dicen de ellos. Las métricas son la familia metric-<metric> de report.ftl.

# Cómo está un reloj: sla-state-<state>.
sla-state-active = en curso
sla-state-warned = alerta
sla-state-paused = en pausa
sla-state-achieved = cumplido
sla-state-breached = incumplido
sla-state-cancelled = cancelado

# Por qué cuenta o no un tramo: sla-reason-<reason>.
sla-reason-runs = cuenta
sla-reason-paused = en pausa
sla-reason-closed = fuera de horario

# Días: sla-day-<day>.
sla-day-mon = lun
sla-day-tue = mar
sla-day-wed = mié
sla-day-thu = jue
sla-day-fri = vie
sla-day-sat = sáb
sla-day-sun = dom

sla-head-ticket = Ticket
sla-head-left = Queda
sla-head-due = Vence
sla-head-metric = Reloj
sla-head-state = Situación
sla-head-policy = Política
sla-head-assignee = Agente asignado
sla-head-title = Asunto
sla-head-elapsed = Transcurrido
sla-head-target = Objetivo
sla-head-started = Inicio
sla-head-ended = Fin
sla-head-calendar = Calendario
sla-head-day = Día
sla-head-from = Desde
sla-head-until = Hasta
sla-head-counts = Cuenta
sla-head-status = Estado
sla-head-reason = Motivo
sla-head-commit = Commit

sla-around-the-clock = todas las horas
sla-instance = { $metric }, número { $instance }
sla-policies-of = Políticas y calendarios de { $commit }

# En show.
sla-line-running = { $metric }: quedan { $left }, vence { $due } ({ $policy })
sla-line-breached = { $metric }: { $left }, venció { $due } ({ $policy })
sla-line-paused = { $metric }: en pausa, quedan { $left } ({ $policy })
sla-line-never = { $metric }: quedan { $left }, y ninguna hora más en su calendario ({ $policy })
sla-line-ended = terminados: { $counts }

# En sla explain.
sla-explain-promise = { $policy }: { $target }, { $calendar }; horas de { $zone }
sla-explain-started = Inicio: { $at }
sla-explain-breached = Incumplimiento: { $at }
sla-explain-fulfilled = Cumplimiento: { $at }
sla-explain-ended = Fin: { $at }
sla-explain-by = ({ $commit } · { $actor } · { $subject })
sla-explain-sum = Suma
sla-explain-seconds = = { $n } s

# Cuando no hay nada que mostrar.
sla-none = Ningún reloj está en curso.
sla-none-of-ticket = Este ticket no tiene relojes.
sla-no-policies = La mesa no promete nada: config/sla.yaml no tiene ninguna política.
sla-unknown = No se muestran los relojes de SLA: { $line }
