# Tickets: names of what they have, and the chrome of list, show and log.

## Statuses: the six categories and the ready-made workflows (family status-<name>)
status-new = Nuevo
status-open = Abierto
status-pending = Pendiente
status-hold = En espera
status-on-hold = En espera
status-solved = Resuelto
status-resolved = Resuelto
status-closed = Cerrado
status-answered = Respondido
status-postponed = Pospuesto

## Closed sets of words (families priority-<word> …)
priority-low = Baja
priority-normal = Normal
priority-high = Alta
priority-urgent = Urgente
type-question = Consulta
type-incident = Incidente
type-problem = Problema
type-task = Tarea
role-requester = solicitante
role-light = agente colaborador
role-agent = agente
role-guided = agente guiado
role-lead = líder
role-admin = administrador
role-bot = bot
role-system = sistema
visibility-public = público
visibility-internal = nota interna
channel-api = API
channel-chat = chat
channel-ci = CI
channel-cli = línea de comandos
channel-email = correo electrónico
channel-form = formulario
channel-phone = teléfono
channel-social = redes sociales
channel-web = web

## Names of fields (family field-<key>); a heading gets its capital from the program
field-id = ID
field-number = número
field-title = asunto
field-status = estado
field-status_category = categoría del estado
field-until = vuelve
field-resolution = resolución
field-type = tipo
field-priority = prioridad
field-requester = solicitante
field-organization = organización
field-assignee = agente asignado
field-group = grupo
field-brand = marca
field-channel = canal
field-language = idioma
field-category = categoría
field-form = formulario
field-tags = etiquetas
field-fields = campos personalizados
field-followers = seguidores
field-links = enlaces
field-refs = referencias
field-fingerprints = huellas
field-seen = visto
field-due = vence
field-csat = satisfacción
field-merged_into = fusionado en
field-created = creado
field-closed = cerrado
field-updated = actualizado
field-sla = SLA
csat-good = buena
csat-bad = mala

## Times
unit-day = d
unit-hour = h
unit-minute = min
unit-second = s
when-now = ahora mismo
when-ago = hace { $span }
when-in = dentro de { $span }

## List
list-empty = No hay tickets aquí.

## Show
show-unknown-author = autor desconocido
show-no-messages = Aún no hay mensajes.

## Log
log-empty = No hay eventos.
log-created = creado: «{ $title }»
log-removed = eliminado
log-set = { $field }: { $to }
log-changed = { $field } { $from } → { $to }
log-unset = { $field }: vaciado (antes { $from })
log-tag-added = etiqueta añadida: { $item }
log-tag-removed = etiqueta quitada: { $item }
log-follower-added = seguidor añadido: { $item }
log-follower-removed = seguidor quitado: { $item }
log-ref-added = referencia añadida: { $item }
log-ref-removed = referencia quitada: { $item }
log-fingerprint-added = huella añadida: { $item }
log-fingerprint-removed = huella quitada: { $item }
log-claimed = en manos de { $by } hasta { $until }
log-released = soltado
log-seen = nueva aparición: { $fingerprint }
log-passed = una ejecución no lo vio: { $fingerprint }
log-unseen = aparición retirada: { $fingerprint }
log-attached = adjunto añadido: { $name }
log-detached = adjunto quitado: { $name }
log-linked = enlace añadido: { $kind } { $ticket }
log-unlinked = enlace quitado: { $kind } { $ticket }
log-message = mensaje: «{ $text }»
log-note = nota interna: «{ $text }»
log-message-edited = mensaje corregido: «{ $text }»
log-message-withdrawn = mensaje retirado: «{ $text }»
