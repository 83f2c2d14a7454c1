# Lo que dice la mesa de ayuda cuando hizo algo, y lo que lo rodea.

unchanged = sin cambios
created = creado
message-added = mensaje añadido
note-added = nota interna añadida
dry-run = no se escribió nada (--dry-run); sería:
written = escrito como commit { $commit }
followed-up = { $source } está cerrado: esto pasó a su ticket de seguimiento
worktree-behind = el árbol de trabajo { $dir } tiene la rama activa y no se pudo actualizar; guardar aparte lo editado allí y después: git -C { $dir } restore --source=HEAD --staged --worktree .
clock-behind = advertencia: el reloj va más de un día por detrás del último commit de la mesa de ayuda
broken-tickets = { $count ->
    [one] advertencia: no se puede leer un ticket:
   *[other] advertencia: no se pueden leer { $count } tickets:
}
my-desk-now = Requiere atención ahora ({ $count })
my-desk-waiting = A la espera de otros ({ $count })
my-desk-empty = Nada requiere atención ahora.
my-desk-more = { $count ->
    [one] … y uno más: git desk list
   *[other] … y { $count } más: git desk list
}
edit-help = Escribir el texto por encima de esta línea; un texto vacío no escribe nada.
    { $about }
prompt-title = Asunto

init-created = La mesa de ayuda está lista en { $reference }.
init-adopted = La mesa de ayuda del remoto está ahora en { $reference }.
init-present = Ya hay una mesa de ayuda en { $reference }.
init-would-create = Se crearía una mesa de ayuda en { $reference }.
init-next = A continuación: git desk new "La impresora está en llamas" -m "De verdad." && git desk list
init-unreachable = no se pudo preguntar a { $remote } si tiene mesa de ayuda ({ $cause }); esta se unirá en la primera sincronización

# check: el veredicto y lo que se encontró
check-sound = La mesa de ayuda está en orden: { $counts }.
check-unsound = { $n ->
    [one] La mesa de ayuda no está en orden: un fallo; { $counts }.
   *[other] La mesa de ayuda no está en orden: { $n } fallos; { $counts }.
}
check-tickets = { $n ->
    [one] { $n } ticket
   *[other] { $n } tickets
}
check-commits = { $n ->
    [one] { $n } commit
   *[other] { $n } commits
}
check-of-import = { $n } de ellos importados
check-warnings = { $n ->
    [0] ninguna advertencia
    [one] { $n } advertencia
   *[other] { $n } advertencias
}
check-warning = advertencia: { $line }
check-more = … y { $n } más
check-imported = importado de { $source }, exento del flujo de trabajo
check-unsigned = Nota: un autor sin firma no prueba nada, pues quien escribe un commit elige el nombre que lleva. Sin firma: { $unsigned } de { $commits }. Las firmas no se verifican aquí.
error-bad-range = «{ $range }» no nombra ningún commit aquí
hint-bad-range = un rango se escribe como para git rev-list: origin/tickets..tickets
fault-missing-file = toda mesa de ayuda tiene este archivo, y no está
fault-unknown-zone = no existe la zona horaria «{ $name }»
fault-stray = esto no debe estar aquí
fault-elsewhere = el archivo de este ticket debe estar en { $expected }
fault-other-id = el ticket que contiene dice que su id es { $found }
fault-large-file = { $size } bytes; el límite es { $limit }
fault-not-canonical = se puede leer, pero no está en la forma en que escribe git-desk
fault-orphan = un adjunto de { $ticket }, que no existe
fault-unlisted = un archivo de { $ticket }, que no lo nombra
fault-no-attachment = falta el archivo { $path }, que el ticket nombra
fault-merge-circle = fusionado consigo mismo a través de otros
fault-timeline = el historial da otro ticket que este archivo; difieren en { $keys }
fault-ticket-trailer = la línea final Ticket nombra { $said }, que el commit no cambia
fault-status-trailer = la línea final Status dice «{ $said }»; el commit hace «{ $found }»
fault-status-unchanged = la línea final Status dice «{ $said }», pero el commit no cambia ningún estado
fault-broken-version = hizo una versión del ticket que no se puede leer
fault-configured = configuración cambiada por alguien que no es administrador ({ $role })
fault-author-ahead = la fecha del autor es { $seconds } s posterior a la de quien registra; cuenta esta última
fault-clock-ahead = la fecha está { $seconds } s por delante del reloj
fault-refused = contra las reglas de la mesa de ayuda ({ $cause })
fault-needs-assignee = resuelto sin agente asignado
fault-removed = se quitó el archivo del ticket
fault-no-such-status = el flujo de trabajo no tiene el estado «{ $status }»; el ticket cuenta como abierto
fault-closed-time = un ticket cerrado dice cuándo se cerró, y ningún otro lo dice
fault-long-message = un mensaje de { $size } bytes; el límite es { $limit }
fault-follow-up-id = un ticket de seguimiento de { $source } tiene el id { $expected }
fault-dangling = { $key }: no existe el ticket { $ticket }
fault-hint-file = corregir el archivo en la rama
fault-hint-place = moverlo o quitarlo en la rama
fault-hint-clock = ajustar el reloj de esa máquina

# man y completions
man-written = Las páginas de manual en inglés y español están en { $dir }.
man-found = man busca ahí, así que git desk --help y man git-desk-new las muestran.
man-not-found = man todavía no busca ahí; lo hace después de: export MANPATH="{ $dir }:"
error-no-home = ni HOME ni XDG_DATA_HOME indican un directorio
hint-no-home = indicar uno: git desk man --out ~/.local/share/man
error-unwritable = no se puede escribir { $path }: { $cause }

# La mesa de ayuda de prueba.
demo-made = En { $dir } hay ahora una mesa de ayuda con { $tickets } tickets, hecha de { $commits } commits en un repositorio git propio.
demo-present = La mesa de ayuda de prueba sigue en { $dir }, con { $tickets } tickets y { $commits } commits; no se cambió nada. Para tener otra que acabe hoy, borrar el directorio y repetir.
demo-story = Diez personas atienden a tiendas pequeñas en inglés y en español. Todo es inventado, y allí se trabaja como Lucía Marín, de la primera línea.
demo-list = Los primeros { $shown } de { $all } tickets en los que queda algo por hacer
demo-ticket = Uno de ellos por dentro
demo-figures = Un año en cifras
demo-next = Para seguir probando
demo-next-cd = todo lo que sigue ocurre allí
demo-next-path = para que git encuentre git-desk
demo-next-mine = lo que espera a Lucía ahora
demo-next-sla = qué promesas vencen primero
demo-next-explain = cómo llegó un reloj a su tiempo
demo-next-log = quién hizo qué y cuándo
demo-next-assign = asignarse un ticket que nadie tiene
demo-next-reply = responder y resolver a la vez
demo-next-list = pedir lo que haga falta
demo-next-report = cifras por grupo
demo-next-page = el panorama completo, para el navegador
demo-next-git = todo es git
demo-reply = ¡Nos vemos en la feria!
