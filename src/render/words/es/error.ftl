# Qué falló y qué hacer. `error-<kind>` es una línea; `hint-<kind>` la sigue.

error-kept = el texto está en { $path }

error-missing = falta { $what }
hint-missing = indicarlo en la línea de órdenes: aquí no se puede preguntar a nadie
error-bad-time = { $flag }: «{ $value }» no es una fecha ni una hora
hint-bad-time = escribir 2026-10-01, 2026-10-01 14:30, 2026-10-01T14:30:00Z, 7d o ayer
error-no-directory = no existe el directorio { $path }
error-unreadable = no se puede leer { $path }: { $cause }
error-not-utf8 = { $path } no es texto UTF-8
hint-not-utf8 = convertirlo antes, por ejemplo con iconv
error-aborted = no se escribió nada: el texto está vacío
error-editor = falló el editor «{ $editor }»
hint-editor = el texto está en { $path }; se puede elegir otro editor con GIT_EDITOR
error-unknown-column = no existe la columna «{ $name }»
hint-unknown-column = las columnas son { $known } y field.NOMBRE
error-unknown-key = no existe el valor «{ $name }»
hint-unknown-key = los valores son { $known } y field.NOMBRE
error-unknown-noun = no hay esquema de «{ $name }»
hint-unknown-noun = hay esquemas de { $known }
error-not-empty = { $path } ya existe y no está vacío
hint-not-empty = indicar un directorio nuevo: git desk demo DIR
error-bad-field = «{ $value }» no tiene la forma NOMBRE=VALOR
error-bad-lines = { $count ->
    [one] no se pudo leer una línea; todas las demás se importaron
   *[other] no se pudieron leer { $count } líneas; todas las demás se importaron
}
hint-bad-lines = corregirlas en el fichero e importarlo de nuevo: lo que ya está se omite
error-io = error en { $path }: { $cause }
error-bug = un defecto de git-desk: { $cause }
hint-bug = conviene notificarlo con la orden que se ejecutó

error-not-a-repository = { $path } no está en ningún repositorio git
hint-not-a-repository = ir a uno, indicarlo con -C DIR o crearlo: git init
error-unsafe-repository = el repositorio de { $path } pertenece a otra persona
hint-unsafe-repository = si es de confianza: git config --global --add safe.directory { $path }
error-no-desk = aquí aún no hay mesa de ayuda ({ $reference })
hint-no-desk = crearla: git desk init
error-bad-ref = «{ $name }» no sirve como nombre de rama
error-ref-in-the-way = no se puede crear { $reference }: lo impide { $other }
hint-ref-in-the-way = dar otro nombre a la mesa de ayuda: git config desk.ref refs/heads/desk
error-no-identity = git no sabe quién escribe
hint-no-identity = git config --global user.name "Ana" y git config --global user.email ana@example.com
error-bad-date = «{ $value }» en GIT_AUTHOR_DATE o GIT_COMMITTER_DATE no es una fecha
error-busy = otro proceso estuvo escribiendo demasiado tiempo ({ $path })
hint-busy = no se escribió nada; intentarlo de nuevo
error-not-writable = no se puede escribir en { $path }: { $cause }
hint-not-writable = no se escribió nada; revisar los permisos del repositorio
error-disk-full = no queda espacio en el disco de { $path }
hint-disk-full = no se escribió nada; liberar espacio e intentarlo de nuevo
error-corrupt = no se puede leer { $what }: { $cause }
hint-corrupt = examinar el repositorio con git fsck; un clon sano puede devolver los objetos que faltan
error-shallow = este clon es superficial: su historia está cortada y las cifras serían falsas
hint-shallow = completarla: git fetch --unshallow
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
hint-broken-file = corregir el fichero en la rama; nada más resulta afectado
error-newer-format = esta mesa de ayuda tiene el formato { $found }; este git-desk conoce hasta el { $known }
hint-newer-format = instalar un git-desk más reciente
error-unknown-zone = no existe la zona horaria «{ $name }»
hint-unknown-zone = usar un nombre IANA, como Europe/Madrid
error-bad-query = consulta incorrecta: { $fault }
hint-bad-query = el lenguaje se describe en git desk help list
error-bad-value = { $key }: «{ $value }» no es posible
hint-bad-value = posibles: { $allowed }
error-unknown-field = no existe el campo «{ $name }»
error-bad-edit = no se puede leer el ticket editado: { $fault }
error-collision = { $id } cambió mientras se editaba
hint-collision = ver qué cambió con git desk log { $id } y editar de nuevo
error-no-ticket-then = { $id } no existía entonces

error-transition = { $ticket }{ $from } → { $to } no es posible para este rol ({ $role })
hint-transition = desde { $from }: { $allowed }
error-creation = este rol ({ $role }) no puede registrar un ticket como { $to }
hint-creation = posibles: { $allowed }
error-unknown-status = no existe el estado «{ $word }»
hint-unknown-status = los estados son { $known }
error-closed = { $ticket }cerrado es definitivo; en un ticket cerrado solo cambian las etiquetas
hint-closed = registrar un ticket nuevo; un mensaje de su solicitante crea un ticket de seguimiento
error-needs-resolution = { $ticket }para resolver hace falta un texto que diga cómo
hint-needs-resolution = añadirlo con -m TEXTO
error-needs-until = { $ticket }{ $status } necesita saber hasta cuándo
hint-needs-until = añadir --until FECHA
error-cannot-empty = { $ticket }{ $key } no se puede vaciar
error-immutable = { $ticket }{ $what } quedó fijado al crear el ticket
error-empty-text = el texto está vacío
error-too-large = { $ticket }el texto tiene { $size } bytes; el límite es { $limit }
hint-too-large = los límites están en desk.yaml
transition-none = nada
