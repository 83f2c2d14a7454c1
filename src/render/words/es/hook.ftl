# Las fusiones como las ve check, y los hooks de un servidor.

fault-merge = fusión impropia: tiene { $keys } de otro modo que lo que resulta de sus padres
fault-merge-broken = fusión impropia: dejó este ticket ilegible
fault-merge-form = la fusión dice lo que debe, en otra forma
fault-merge-file = fusión impropia: tiene este archivo de otro modo que lo que resulta de sus padres
fault-unrelated = los padres de esta fusión no tienen ningún commit en común
fault-kept = el texto de una versión ilegible, guardado al fusionar el ticket
fault-same-number = el número { $number } ya es el de { $other }
fault-hint-merge = fusionar con git desk sync y cambiar los tickets en commits propios
fault-hint-unrelated = toda mesa de ayuda empieza con el commit de git desk init; clonar la mesa en lugar de crear otra
fault-hint-kept = llevar al ticket lo que falte y después quitar el archivo

fault-push-rewritten = la rama perdería commits que otros tienen
fault-push-deleted = se eliminaría la rama de la mesa de ayuda
fault-push-no-commit = esto no es un commit
fault-push-import = dice que lo hizo una importación; las importaciones las registran administradores ({ $role })
fault-push-outside = una mesa de ayuda no tiene archivos aquí, y no es de un administrador ({ $role })
fault-push-unsigned = este servidor solo acepta commits firmados, y este no tiene una firma válida
fault-push-other-signer = firmado por { $signer } y registrado por otra persona
fault-push-in-the-name = registrado en nombre de otra persona, lo que no es posible para este rol ({ $role })
fault-push-too-many = { $n } tickets nuevos en un envío; este servidor acepta { $limit }
fault-push-renumbered = se conoce por el número { $from }, y lo perdería
fault-push-inbox-moved = una entrega se deja una vez y no se cambia
fault-push-inbox-odd = una entrega es un solo commit sin padres
fault-push-inbox-large = una entrega con demasiados archivos o con más de { $limit } bytes
fault-hint-push-rewritten = traer lo que hay: git desk sync
fault-hint-push-deleted = puede hacerlo allí quien administra el servidor
fault-hint-push-import = pedir a un administrador que lo envíe
fault-hint-push-outside = pedirlo a un administrador, o quitarlo del envío
fault-hint-push-unsigned = firmar con la identidad propia: git config commit.gpgsign true; el servidor debe conocer la clave
fault-hint-push-in-the-name = actuar con la identidad propia
fault-hint-push-too-many = enviar por partes: git push origin COMMIT:tickets; o subir desk.pushLimit en el servidor
fault-hint-push-renumbered = numerar otro
fault-hint-push-inbox = presentarlo con --inbox, y más pequeño

hook-refused = { $n ->
    [one] No se acepta { $reference } por un motivo:
   *[other] No se acepta { $reference } por { $n } motivos:
}
hook-then = Aquí no cambió nada, y en el origen no se pierde nada. Corregirlo allí y volver a enviarlo; para ver antes: git desk check origin/tickets..tickets
hook-unsigned = Nota: las reglas valen para quien el commit nombra, y un autor sin firma no prueba nada.
hook-installed = { $path } está listo: git lo llama antes de aceptar un envío.
hook-judges = Juzga { $reference } y la bandeja de entrada; las demás ramas pasan. En docs/server.md consta lo que prueba.
hook-removed = { $path } ya no está.
hook-none = Aquí no hay ningún hook de git-desk ({ $hooks }).
error-foreign-hook = { $path } es un hook ajeno y se queda como está
hint-foreign-hook = añadirle una línea: { $line }
trace-hook = hook de git
