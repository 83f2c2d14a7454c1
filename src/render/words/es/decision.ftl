# intake: qué fue de cada cosa y por qué.
intake-nothing = No había nada que registrar.
intake-did-created = registrado
intake-did-updated = añadido
intake-did-reopened = reabierto
intake-did-followed-up = registrado de nuevo
intake-did-duplicate = ya conocido
intake-did-suppressed = sin cambios
intake-did-refused = rechazado
intake-did-handed-in = entregado
intake-why-new = no se sabía nada de ello
intake-why-seen-again = el ticket sabe ahora que se vio otra vez
intake-why-message = como mensaje
intake-why-known = el ticket ya lo tiene
intake-why-follow-up = continúa el ticket cerrado { $source }
intake-why-nothing-seen = ningún ticket sin resolver tiene la huella { $fingerprint }
intake-why-waits = espera en { $remote } a ser recogido
intake-did-solved = resuelto
intake-why-back = volvió dentro del plazo en que se reabre lo resuelto{ $note }
intake-why-recurs = se resolvió hace demasiado tiempo o está cerrado: { $source }{ $note }
intake-ancestry-unknown = aquí no se sabe si este código contiene { $commit }, que lo arregló
intake-why-known-issue = conocido: lleva la etiqueta { $tag }
intake-why-old-code = código antiguo: no contiene { $commit }
intake-why-flaky = pasa y falla con el mismo commit
intake-why-branch = la mesa de ayuda no sigue la rama { $branch }; con --any-branch se registra igualmente
intake-why-overflow = más de { $most } tickets nuevos en una ejecución
intake-why-green = { $runs } de { $of } ejecuciones en verde
intake-why-not-quiet = bastantes ejecuciones en verde; se vio hace demasiado poco
overflow-title = Más fallos en la ejecución { $run }
overflow-text = { $most ->
    [one] Se registró un ticket por esta ejecución. Aquí está lo que falló además; desde ahora todo ello cuenta en este ticket.
   *[other] Se registraron { $most } tickets por esta ejecución. Aquí está lo que falló además; desde ahora todo ello cuenta en este ticket.
}
green-resolution = Pasaron { $runs } ejecuciones seguidas y no se vio durante { $days } días.

# Los tickets de pruebas con fallo.
failure-test = { $name } falla
failure-cause = Fallan { $tests } pruebas: { $error }
failure-file = Fallan { $tests } pruebas en { $file }
failure-infrastructure = Infraestructura: { $name }
failure-flaky = { $name } es inestable
failure-owner = { $who } (según { $place })
failure-row-test = Prueba
failure-row-file = Archivo
failure-row-owner = Responsable
failure-row-platform = Plataforma
failure-row-commit = Commit
failure-row-branch = Rama
failure-row-pull = Petición de cambios
failure-row-run = Ejecución
failure-row-job = Trabajo
failure-row-url = Dirección
failure-listed = { $count } pruebas:
failure-more = y { $count } más
failure-keys = Se reconoce por: { $keys }
failure-runs = Visto en { $seen } de { $looked } ejecuciones desde { $first } (commit { $commit }).
fact-runs = { $seen } de { $looked } ejecuciones, primero { $first }, último { $last }
fact-fingerprints = { $some } y { $more } más
