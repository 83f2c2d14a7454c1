# El lenguaje de consulta. Familias: query-fault-<kind> (argumentos key, found), query-expected-<what> (list).

query-fault-unknown-key = no existe la clave «{ $found }»
query-fault-unknown-operator = no existe el operador «{ $found }»
query-fault-bad-value = «{ $found }» no es un valor de { $key }
query-fault-no-such-date = no existe la fecha u hora «{ $found }» ({ $key })
query-fault-time-range = «{ $found }» ({ $key }) queda fuera de los años 1 a 9999
query-fault-missing-value = falta un valor ({ $found })
query-fault-missing-term = falta un término junto a «{ $found }»
query-fault-unclosed-quote = las comillas no se cierran
query-fault-unclosed-paren = el paréntesis no se cierra
query-fault-unopened-paren = no hay paréntesis de apertura para este
query-fault-empty-group = no hay nada entre los paréntesis
query-fault-no-order = «{ $found }» no significa nada para { $key }, que no tiene orden
query-fault-one-value = una comparación de { $key } admite un solo valor, no «{ $found }»
query-fault-no-range = { $key } no admite un intervalo como «{ $found }»
query-fault-empty-range = el intervalo «{ $found }» de { $key } termina donde empieza, o antes
query-fault-no-wildcard = { $key } no admite «*», como en «{ $found }»
query-fault-no-word = no hay ninguna letra ni cifra en «{ $found }»
query-fault-sort-place = «{ $found }» va fuera de los paréntesis y no puede negarse
query-fault-unknown-me = aquí no se sabe quién es «{ $found }» ({ $key })
query-fault-not-stored = «{ $found }» no significa nada en una política, que mira solo lo que dice el propio ticket
query-fault-too-deep = la consulta tiene demasiados paréntesis o signos menos anidados
query-fault-too-long = la consulta es demasiado larga

query-expected-words = se esperaba uno de: { $list }
query-expected-time = se esperaba un momento como 2026-10-01, "2026-10-01 14:30", ayer, o una distancia como 7d, 2w, 3h
query-expected-number = se esperaba un número como 142
query-expected-duration = se esperaba una duración como 90m, 4h o 3d
query-expected-version = se esperaba una versión como 2.10.1
query-expected-id = se esperaba el comienzo de un id, de diez caracteres como máximo, o un número como #142

query-did-you-mean = ¿quizá { $suggestion }?
query-quote-it = para buscarlo como texto, ponerlo entre comillas

query-reference =
    Una consulta es una lista de términos; un ticket debe cumplirlos todos.

    palabra, "varias palabras"  el asunto o un mensaje lo contiene; no importan mayúsculas ni acentos
    clave:valor         es igual; contiene, para etiquetas, seguidores y asunto
    clave=valor         es exactamente igual: todo el asunto, el estado y no su categoría
    clave:a,b           cualquiera de estos
    clave>v >= < <=     para priority, number, recurs, momentos y field.NOMBRE
    clave:a..b          un intervalo; puede faltar un extremo. En los momentos el final no se incluye
    clave:pay*          * vale por cualquier texto
    -término            no
    a or b              uno de los dos; une menos que los términos contiguos
    ( … )               agrupa

    status              un nombre, un alias, o new open pending hold solved closed
    priority            low normal high urgent, en este orden
    type                question incident problem task
    title, text         en el asunto; en el asunto o en cualquier mensaje
    requester, assignee, follower
                        una dirección o un nombre, me (quien consulta), @example.com para todos los de allí
    organization, group, brand, channel, language, category, form, tag, ref, fingerprint
    contract            el tipo de contrato de la organización
    created, updated, closed, due
                        un momento
    number, id          #142; el comienzo de un id
    link                un tipo de enlace, o el otro ticket
    field.NOMBRE        un campo personalizado; números, días, duraciones, versiones y opciones se comparan como tales
    is                  any assigned unassigned claimed unsolved solved (o cerrado) closed overdue merged spam follow-up
    has                 una clave, o message reply note attachment resolution csat
    sort                casi todas las claves y field.NOMBRE; sort:-due invierte el orden, sort:group,-due tiene dos

    Las fechas son días completos en la zona horaria de la mesa: 2026-10-01, 2026-10, ayer, lunes, semana pasada. Una hora indica su minuto: "2026-10-01 14:30".
    7d, 2w, 3h, 15m miran atrás desde ahora: updated<7d cambió hace menos de siete días, updated:7d lo mismo, updated>7d hace más. Los días y semanas son días naturales locales. +2d mira adelante: due<+2d.
    Las comillas dejan el texto tal cual: "a:b", "or", "*". Dentro de ellas \" es una comilla y \\ una barra invertida.
