# git-desk-query(7). Una línea sin sangría es un término; lo que va con sangría debajo lo explica. Familias:
# query-page-heading-<sección>, query-page-<sección>.

query-page-about = cómo decir qué tickets se quieren
query-page-heading-description = Descripción
query-page-description =
    Una consulta dice qué tickets se quieren. El mismo lenguaje filtra git desk list, search, report y export, las vistas guardadas y los tickets de un verbo que cambia muchos (--query).

    Una consulta es una lista de términos; un ticket debe cumplirlos todos. Una lista sin ninguna condición muestra lo que está sin resolver. Mayúsculas y minúsculas son iguales en todas partes, y en asuntos y mensajes no importan los acentos.
query-page-heading-terms = Términos
query-page-terms =
    palabra
      Está en el asunto o en un mensaje, en cualquier lugar; en git desk search, también en un campo, y al comienzo de una palabra.
    "varias palabras"
      Lo mismo con palabras seguidas. Entre comillas nada es especial: "a:b", "or", "*". Dentro de ellas \" es una comilla y \\ una barra invertida.
    clave:valor
      Es igual; lo tiene, para etiquetas, seguidores y similares; lo contiene, para title y text.
    clave=valor
      Es exactamente esto: todo el asunto, el estado y no su categoría, el nombre tal como está escrito, declare lo que declare la mesa.
    clave>valor  clave>=valor  clave<valor  clave<=valor
      Para priority, number, recurs, sla.left, momentos y field.NOMBRE.
    clave:valor,valor
      Cualquiera de estos.
    clave:a..b
      De a hasta b; puede faltar uno de los dos. En los momentos el final no se incluye, en todo lo demás sí.
    clave:pay*
      El asterisco vale por cualquier texto, también por ninguno.
    -término
      No. También ante un paréntesis: -(a or b).
    a or b
      Uno de los dos. Une menos que los términos contiguos: a b or c es (a b) or c.
    ( … )
      Agrupa. Entre términos puede escribirse and; no cambia nada.
query-page-heading-keys = Claves
query-page-keys =
    status
      El nombre de un estado, uno de sus alias, o una categoría: new, open, pending, hold, solved, closed.
    priority
      low, normal, high, urgent, en este orden.
    type
      question, incident, problem, task.
    title, text
      En el asunto; en el asunto o en cualquier mensaje.
    requester, assignee, follower
      Una dirección o un nombre; me, quien consulta; @example.com para todos los de allí.
    organization, group, brand, channel, language, category, form
      Una palabra cada una. category:payments/* es todo lo que hay bajo payments. Donde la mesa declara grupos, organizaciones o categorías, también valen sus nombres.
    contract
      El tipo de contrato de la organización, como está en config/organizations.yaml.
    tag, ref, fingerprint
      Una de ellas. ref:events:T0001 y ref:github:acme/shop#812 son nombres del ticket en otros sitios.
    created, updated, closed, due
      Un momento: de la creación, de lo último que le pasó, del cierre, del plazo.
    recurs
      Cuántas veces ha aparecido su huella: recurs>=3, sort:-recurs.
    number, id
      #142 o 142; el comienzo de un id.
    link
      Un tipo de enlace (follow-up-of), el otro ticket, o ambos: follow-up-of:k39f.
    sla, sla.MÉTRICA
      Cómo está algún reloj del ticket, o alguno de una métrica: breached (transcurrió más de lo prometido, se cumpliera después o no), warned (por cumplir y con alerta), active (en curso), paused, achieved (cumplido), cancelled, none. Métricas: first_reply, next_reply, periodic_update, pausable_update, requester_wait, agent_work, resolution, group_ownership.
    sla.left, sla.MÉTRICA.left
      Lo que le queda a un reloj por cumplir, en sus propias horas: sla.first_reply.left<2h. Menos de 0 es tarde: sla.left<-1h va tarde más de una hora.
    sla.policy
      El nombre de la política que tiene el ticket.
    field.NOMBRE
      Un campo personalizado; véase más abajo.
    is
      any, assigned, unassigned, claimed (tomado), unsolved, solved (o cerrado), closed, overdue (su propio plazo ha pasado; para las promesas está sla), merged, spam, follow-up, recurring (su huella apareció tres veces en treinta días, en cualquier momento). is:any es cualquier ticket, para una lista que solo mostraría los no resueltos.
    has
      Cualquier clave, o message, reply (una respuesta pública de un agente), note (una nota interna), attachment, resolution, csat, field.NOMBRE.
    sort
      Casi todas las claves, y field.NOMBRE. sort:due va por el plazo propio del ticket o por su próximo reloj, lo que sea antes. sort:-due invierte el orden; sort:group,-priority ordena por una y luego por la otra. Lo que un ticket no tiene va al final. Va fuera de los paréntesis.
query-page-heading-times = Momentos
query-page-times =
    Una fecha es un día completo en la zona horaria de la mesa: created:2026-10-01. También un mes (2026-10), un trimestre (2026-Q4), una semana (2026-W45), un año (2026), ayer, lunes, semana pasada. Una hora indica su minuto: "2026-10-01 14:30"; con zona es 2026-10-01T14:30:00+02:00.

    7d, 2w, 3h, 15m miran atrás desde ahora: updated<7d cambió hace menos de siete días, updated:7d es lo mismo, updated>7d hace más. Los días y semanas son del calendario; las horas y los minutos transcurren. +2d mira adelante: due<+2d vence dentro de dos días, o venció antes.
query-page-heading-fields = Campos personalizados
query-page-fields =
    Un campo declarado en config/fields.yaml se compara por su tipo: los números por tamaño, las fechas como los momentos, las duraciones por su longitud (90m es 1h30m), las versiones parte por parte (2.10 va después de 2.9), las opciones en el orden en que se declaran; para una persona valen también me y @example.com. Un campo sin declarar se compara por lo que parece su valor. De una lista basta cualquier elemento.
query-page-heading-views = Vistas guardadas
query-page-views =
    git desk view save NOMBRE CONSULTA guarda una consulta con un nombre, para uno mismo o, con --shared, para todo el mundo; git desk list --view NOMBRE lista lo que encuentra, y más términos eligen entre ello.
query-page-heading-shell = En la línea de órdenes
query-page-shell =
    Los términos pueden ser una palabra para el intérprete de órdenes o varias. <, >, (, ) y * significan algo para casi todos, así que conviene poner entre comillas los términos que los llevan: git desk list 'priority>=high'. Una palabra que empieza por -clave: es un término negado; cualquier otra que empieza por guion es una opción. Un valor con espacios solo necesita comillas propias junto a otros términos: git desk list 'title:impresora rota' es un solo término.
query-page-heading-errors = Errores
query-page-errors =
    Una clave o un valor que no existe es un error (salida 2) que muestra el lugar y lo que probablemente se quiso decir. Un texto que parece una clave necesita comillas: git desk list '"error:502"'.
query-page-heading-examples = Ejemplos
query-page-examples =
    status:open,pending -tag:ci
      Abiertos o pendientes, sin la etiqueta ci.
    priority>=high is:unassigned is:unsolved
      Lo que urge y no es de nadie.
    assignee:me updated>3d
      Los propios en los que no ha pasado nada desde hace más de tres días.
    requester:@acme.example created>=2026-11-01
      Creados por alguien de acme.example desde noviembre.
    created:2026-10
      Creados en octubre.
    (group:payments or category:payments/*) -is:solved
      Del grupo payments o sobre pagos, y sin resolver.
    "timeout error"
      Lo dice el asunto o un mensaje.
    title:facturacion
      El asunto tiene Facturación.
    due<+2d is:unsolved sort:due
      Vencen dentro de dos días o ya vencieron, primero lo más apremiante.
    is:overdue
      El plazo ha pasado.
    sla:breached is:unsolved
      Se incumplió una promesa y el ticket sigue sin resolver.
    sla.first_reply.left<2h is:unsolved sort:due
      La primera respuesta vence dentro de dos horas laborales o va tarde; primero lo más apremiante.
    has:attachment -has:reply
      Llegó con un archivo y nadie ha respondido.
    field.service=gateway field.release>=2.10
      La pasarela, desde la versión 2.10.
    contract:gold is:unsolved sort:-priority
      Lo que esperan los clientes con contrato gold, primero lo más urgente.
    link:incident-of
      Incidentes de un problema conocido.
    ref:github:*
      Conocidos también en GitHub.
    -(status:pending or status:hold) is:unsolved
      Lo que espera a la propia mesa.
    is:any created<1w sort:-created
      Los últimos de los siete días pasados, también los resueltos.
