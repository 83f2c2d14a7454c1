# Todo sobre un solicitante o una organización.

requester-tickets = Tickets
requester-status = Por estado
requester-first = Primer contacto
requester-last = Último contacto
requester-csat = Satisfacción
requester-rated = { $good } buenas de { $rated } valoraciones
requester-categories = Categorías
requester-channels = Canales
requester-organizations = Organización
requester-people = Personas
requester-more = { $count } más
requester-open = Por resolver
requester-latest = Últimos resueltos
error-unknown-requester = nadie se llama aquí «{ $typed }»{ $near }
requester-near = ; existe «{ $nearest }»
hint-unknown-requester = ver quién pregunta: git desk list is:any --columns requester,organization
error-ambiguous-requester = varios tienen «{ $typed }» en su nombre:
hint-ambiguous-requester = escribir uno completo
