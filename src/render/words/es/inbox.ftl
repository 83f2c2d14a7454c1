# La bandeja de entrada: lo que se entrega sin leer la mesa de ayuda y en qué acaba.
inbox-sent = { $ticket } { $title }: entregado en { $remote }; será un ticket cuando se recoja allí
inbox-may-be-known = Si la mesa de ayuda ya lo conoce, irá a ese ticket.
error-unsent = queda guardado aquí ({ $reference }) y se enviará con el próximo git desk new --inbox o git desk sync

# collect: en qué acabó cada entrega.
inbox-created = creado
inbox-occurrence = visto de nuevo
inbox-message = mensaje
inbox-known = ya conocido
inbox-reopened = reabierto
inbox-suppressed = sin cambios
inbox-refused = rechazado
inbox-empty = No espera nada en la bandeja de entrada.
inbox-aside = { $id }  apartado: { $reason }
inbox-waiting = { $count ->
    [one] una entrega sigue esperando: ejecutar otra vez git desk collect
   *[other] { $count } entregas siguen esperando: ejecutar otra vez git desk collect
}
inbox-look-aside = Lo apartado se conserva: git desk collect --quarantine lo lista.
inbox-nothing-aside = No hay nada apartado.
inbox-reason-not-a-commit = no es un commit
inbox-reason-no-author = su commit no tiene autor
inbox-reason-layout = su commit contiene algo distinto de un solo archivo submission.yaml
inbox-reason-too-large = tiene { $size } bytes; se permiten { $limit }
inbox-reason-future = su fecha se adelanta más de un día
inbox-reason-nothing-seen = ningún ticket sin resolver tiene la huella { $fingerprint }
