# Qué falló y qué hacer. `error-<kind>` es una línea; `hint-<kind>` la sigue.

error-kept = el texto está en { $path }
error-kept-message = para seguir con él: la misma orden con -F { $path }
error-kept-ticket = para seguir con él, corregirlo ahí; luego: GIT_EDITOR="cp { $path }" git desk edit ID

error-missing = falta { $what }
hint-missing = indicarlo en la línea de órdenes: aquí no se puede preguntar a nadie
error-nothing-to-set = no se indicó nada que cambiar
hint-nothing-to-set = indicar valores, como --priority high; en un terminal, git desk edit ID abre el editor
error-bad-time = { $flag }: «{ $value }» no es una fecha ni una hora
hint-bad-time = escribir 2026-10-01, 2026-10-01 14:30, 2026-10-01T14:30:00Z, 7d o ayer
error-no-directory = no existe el directorio { $path }
hint-no-directory = indicar uno que exista con -C DIR
error-unreadable = no se puede leer { $path }: { $cause }
hint-unreadable = revisar el nombre y quién puede leerlo
cause-not-found = no existe
cause-directory = es un directorio
cause-permission = no está permitido
known-none = ninguno
error-not-utf8 = { $path } no es texto UTF-8
hint-not-utf8 = convertirlo antes, por ejemplo con iconv
error-aborted = no se escribió nada: el texto está vacío
error-editor = falló el editor «{ $editor }»
hint-editor = elegir otro editor con GIT_EDITOR
error-unknown-column = no existe la columna «{ $name }»
hint-unknown-column = las columnas son { $known } y field.NOMBRE
error-unknown-key = no existe la clave «{ $name }»
hint-unknown-key = las claves son { $known } y field.NOMBRE
error-unknown-metric = no existe el reloj «{ $name }»
hint-unknown-metric = los relojes son { $known }
error-unknown-noun = no hay esquema de «{ $name }»
hint-unknown-noun = hay esquemas de { $known }
error-not-empty = { $path } ya existe y no está vacío
hint-not-empty = indicar un directorio nuevo: git desk demo DIR
error-bad-lines = { $dry ->
    [yes] { $count ->
        [one] una parte no se puede importar; todas las demás sí
       *[other] { $count } partes no se pueden importar; todas las demás sí
    }
   *[no] { $count ->
        [one] una parte no se importó; todas las demás ya están
       *[other] { $count } partes no se importaron; todas las demás ya están
    }
}
hint-bad-lines = { $waiting ->
    [0] corregirlas en el archivo e importarlo de nuevo: lo que ya está se omite
   *[other] escribir en una correspondencia qué significan las palabras desconocidas (--suggest-map muestra una primera) e importar de nuevo con --map: entonces entra lo que espera, y lo que ya está se omite
}
error-io = error en { $path }: { $cause }
error-bug = un defecto de git-desk: { $cause }
hint-bug = conviene notificarlo con la orden que se ejecutó

error-not-a-repository = no hay ningún repositorio git en { $path } ni por encima
hint-not-a-repository = ir a uno, indicarlo con -C DIR o crearlo: git init
error-unsafe-repository = el repositorio de { $path } pertenece a otra persona
hint-unsafe-repository = si es de confianza: git config --global --add safe.directory { $path }
error-no-desk = aquí aún no hay mesa de ayuda ({ $reference })
hint-no-desk = crearla: git desk init
error-bad-ref = «{ $name }» no sirve como nombre de rama
hint-bad-ref = escribir uno como refs/heads/tickets
error-ref-in-the-way = no se puede crear { $reference }: lo impide { $other }
hint-ref-in-the-way = dar otro nombre a la mesa de ayuda: git config desk.ref refs/heads/desk
error-no-identity = git no sabe quién escribe
hint-no-identity = git config --global user.name "Ana" y git config --global user.email ana@example.com
error-bad-date = «{ $value }» en GIT_AUTHOR_DATE o GIT_COMMITTER_DATE no es una fecha
error-busy = otro proceso estuvo escribiendo demasiado tiempo ({ $path })
hint-busy = no se escribió nada; intentarlo de nuevo; si un programa que se interrumpió dejó ese archivo, borrarlo
error-not-writable = no se puede escribir en { $path }: { $cause }
hint-not-writable = no se escribió nada; revisar los permisos del repositorio
error-disk-full = no queda espacio en el disco de { $path }
hint-disk-full = no se escribió nada; liberar espacio e intentarlo de nuevo
error-corrupt = no se puede leer { $what }: { $cause }
hint-corrupt = examinar el repositorio con git fsck; un clon sano puede devolver los objetos que faltan
error-shallow = este clon es superficial: su historia está cortada y las cifras serían falsas
hint-shallow = completarla: git fetch --unshallow
error-unrelated = las dos historias no tienen ningún commit en común: no son clones de un mismo desk
error-git = falló git { $command }: { $stderr }
error-git-missing = git no está instalado o no está en PATH
error-signing = no se pudo firmar el commit: { $cause }
hint-signing = no se escribió nada; revisar commit.gpgsign, gpg.format y user.signingkey

error-unknown-ticket = no se encontró el ticket «{ $typed }»
hint-unknown-ticket = verlos todos: git desk list is:any
error-ambiguous-ticket = varios tickets empiezan por «{ $typed }»:
hint-ambiguous-ticket = escribir un carácter más
error-bad-id = «{ $typed }» no puede ser el identificador de un ticket
hint-bad-id = sirve el comienzo de uno de git desk list, #142 o ref:NOMBRE
error-broken-file = en { $path }: { $fault }
hint-broken-file = corregir el archivo en la rama; nada más resulta afectado
error-newer-format = esta mesa de ayuda tiene el formato { $found }; este git-desk conoce hasta el { $known }
hint-newer-format = instalar un git-desk más reciente
error-unknown-zone = no existe la zona horaria «{ $name }»
hint-unknown-zone = usar un nombre IANA, como Europe/Madrid
error-bad-query = consulta incorrecta: { $fault }
hint-bad-query = el lenguaje se describe en git desk help list
error-bad-edit = no se puede leer el ticket editado: { $fault }
error-collision = { $id } cambió desde la última lectura:
hint-collision = verlo con git desk show { $id } y hacerlo de nuevo
error-no-ticket-then = { $id } no existía entonces
hint-no-ticket-then = git desk log { $id } muestra cuándo se registró

error-stream = el flujo se interrumpió: { $cause }
hint-stream = lo leído hasta ahí se conserva; ejecutar de nuevo la misma orden
error-moved = otros siguieron escribiendo entretanto; la rama no se movió
hint-moved = ejecutar de nuevo la misma orden

error-transition = { $ticket }{ $from } → { $to } no es posible para este rol ({ $role })
hint-transition = desde { $from }: { $allowed }
error-creation = este rol ({ $role }) no puede registrar un ticket como { $to }
hint-creation = posibles: { $allowed }
error-unknown-status = no existe el estado «{ $word }»
hint-unknown-status = los estados son { $known }
error-forbidden = { $ticket }{ $deed } no es posible para este rol ({ $role })
hint-forbidden = es posible para: { $roles }; quién tiene qué rol está en config/people.yaml
error-closed = { $ticket }cerrado es definitivo; en un ticket cerrado solo cambian las etiquetas
hint-closed = registrar un ticket nuevo; un mensaje de su solicitante crea un ticket de seguimiento
error-needs-resolution = { $ticket }para resolver hace falta un texto que diga cómo
hint-needs-resolution = añadirlo con -m TEXTO
error-needs-until = { $ticket }{ $status } necesita saber hasta cuándo
hint-needs-until = añadir --until FECHA
error-cannot-empty = { $ticket }{ $key } no se puede vaciar
hint-cannot-empty = una vez puesto, solo se puede cambiar
error-immutable = { $ticket }{ $what } quedó fijado al crear el ticket
hint-immutable = se queda como está; lo que sea erróneo se puede decir en una nota
error-empty-text = el texto está vacío
hint-empty-text = escribir uno con -m TEXTO o -F ARCHIVO
error-too-large = { $ticket }el texto tiene { $size } bytes; el límite es { $limit }
hint-too-large = los límites están en desk.yaml
transition-none = nada, es definitivo

# Qué falla en un archivo YAML (familia yaml-fault-<code>).
yaml-place = línea { $line }, columna { $column }
yaml-fault-syntax = { $place }: esto no es YAML ({ $cause })
yaml-fault-conflict-markers = { $place }: marcas de conflicto de una fusión sin terminar
yaml-fault-not-utf8 = { $place }: esto no es UTF-8
yaml-fault-damaged = el objeto { $object } falta o está dañado; un clon sano puede devolverlo (git fsck)
yaml-fault-too-large = el archivo supera { $limit } bytes
yaml-fault-too-many = { $place }: más de { $limit } valores
yaml-fault-too-deep = { $place }: más de { $limit } niveles de anidamiento
yaml-fault-alias = { $place }: no se leen alias (*nombre)
yaml-fault-tag = { $place }: no se lee la etiqueta YAML { $tag }
yaml-fault-second-document = { $place }: aquí empieza un segundo documento
yaml-fault-duplicate-key = { $place }: la clave «{ $key }» está dos veces
yaml-fault-missing = { $place }: falta «{ $key }»
yaml-fault-unexpected = { $place }: { $path } debería ser { $expected }, no «{ $found }»
yaml-fault-unexpected-there = { $place }: { $path } debería ser { $expected }
yaml-fault-unknown-key = { $place }: la clave «{ $key }» no significa nada aquí
yaml-fault-unknown-key-near = { $place }: la clave «{ $key }» no significa nada aquí; sí existe «{ $nearest }»
yaml-fault-unknown-name = { $place }: no existe «{ $name }» ({ $what })
yaml-fault-unknown-name-near = { $place }: no existe «{ $name }» ({ $what }); sí existe «{ $nearest }»
yaml-fault-duplicate-name = { $place }: hay dos con el nombre «{ $name }» ({ $what })
yaml-fault-lacks = { $place }: hace falta al menos: { $what } { $name }
yaml-fault-newer = el archivo tiene el formato { $found }; este git-desk conoce hasta el { $ours }
expected-text = un texto
expected-key = una clave
expected-map = un mapa
expected-list = una lista
expected-bool = true o false
expected-number = un número entero de { $least } a { $most }
expected-one-of = uno de { $words }
expected-form-id = un identificador de diez caracteres
expected-form-time = una fecha y hora como 2026-11-20T09:12:44Z
expected-form-zone = una zona horaria IANA como Europe/Madrid
expected-form-size = un tamaño como 8 MiB
expected-form-file-name = un nombre de archivo simple, como log.txt
expected-form-language = un idioma como es o es-MX
expected-form-view-name = un nombre de minúsculas sin acento, cifras y guiones
