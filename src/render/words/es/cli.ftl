# La línea de órdenes: ayuda, páginas del manual y lo que se dice de una línea que no se entiende.
# Las familias de claves se explican en src/cli/localise.rs.

cli-about = Una mesa de ayuda dentro de un repositorio git
cli-usage = git desk [OPCIONES] [VERBO]
cli-after =
    Sin verbo: mi bandeja, lo que toca atender ahora

    Detalles de un verbo: git desk help VERBO
    El manual:            git help desk
cli-after-verb = Opciones comunes a todos los verbos: git desk -h

## Headings

cli-heading-usage = Uso
cli-heading-arguments = Argumentos
cli-heading-options = Opciones
cli-heading-ticket = Valores del ticket
cli-heading-global = Opciones comunes a todos los verbos
cli-heading-examples = Ejemplos
cli-heading-queries = Consultas

cli-group-verbs = Verbos
cli-group-tickets = Tickets
cli-group-work = Trabajo con tickets
cli-group-reports = Informes y datos
cli-group-desk = La mesa de ayuda
cli-group-help = Ayuda

## Names of values

cli-value-address = DIRECCIÓN
cli-value-options = [OPCIONES]
cli-value-verb = VERBO
cli-value-action = ACCIÓN
cli-value-base = COMÚN
cli-value-branch = RAMA
cli-value-brand = MARCA
cli-value-category = CATEGORÍA
cli-value-channel = CANAL
cli-value-columns = COLUMNAS
cli-value-dir = DIR
cli-value-duration = DURACIÓN
cli-value-end = FIN
cli-value-figure = CIFRA
cli-value-file = ARCHIVO
cli-value-form = FORMULARIO
cli-value-format = FORMATO
cli-value-group = GRUPO
cli-value-id = ID
cli-value-key = CLAVE
cli-value-kind = CLASE
cli-value-lang = en|es
cli-value-language = IDIOMA
cli-value-level = warn|breach
cli-value-limit = LÍMITE
cli-value-message = MENSAJE
cli-value-n = N
cli-value-name = NOMBRE
cli-value-name-value = NOMBRE=VALOR
cli-value-noun = NOMBRE
cli-value-ours = NUESTRO
cli-value-path = RUTA
cli-value-priority = PRIORIDAD
cli-value-query = CONSULTA
cli-value-range = RANGO
cli-value-word = PALABRA
cli-value-reason = MOTIVO
cli-value-ref = REF
cli-value-regexp = EXPRESIÓN
cli-value-remote = REMOTO
cli-value-rev = REV|FECHA
cli-value-shell = SHELL
cli-value-start = INICIO
cli-value-status = ESTADO
cli-value-tag = ETIQUETA
cli-value-text = TEXTO
cli-value-theirs = SUYO
cli-value-time = MOMENTO
cli-value-title = ASUNTO
cli-value-type = TIPO
cli-value-view = VISTA
cli-value-when = CUÁNDO
cli-value-who = QUIÉN
cli-value-workflow = FLUJO
cli-value-zone = ZONA

## Options of every verb

cli--directory = Trabajar como si se empezara en este directorio
cli--ref = Usar la mesa de ayuda de esta rama o ref
cli--format = Escribir la respuesta como table, json, csv…
cli--json = Responder en JSON; equivale a --format json
cli--lang = Hablar en inglés o en español
cli--color = Colorear la respuesta: auto, always, never
cli--quiet = No decir más que la respuesta
cli--verbose = Decir qué commit se escribió
cli--no-pager = No mostrar por páginas las respuestas largas
cli--now = Responder según este momento en vez de ahora
cli--no-input = No preguntar nunca; lo que falte es un error
cli--help = Mostrar la ayuda
cli--version = Mostrar la versión

## Options that several verbs share

cli--id = Ticket: cualquier comienzo único de su id, o #142
cli--ids = Tickets: comienzos únicos de ids, #142, o - para stdin
cli--message = Tomar este texto; repetir para más párrafos
cli--file = Tomar el texto de un archivo; - para stdin
cli--dry-run = Mostrar lo que se haría, sin hacer nada
cli--force = Escribir encima de lo que otros cambiaron o tomaron
cli--query = Tomar los tickets que encuentra esta consulta
cli--attach = Adjuntar este archivo; repetir para más
cli--status = Fijar el estado
cli--type = Fijar el tipo: question, incident, problem, task
cli--priority = Fijar la prioridad: low, normal, high, urgent
cli--requester = Fijar el solicitante: una dirección o un nombre
cli--assignee = Fijar el agente asignado
cli--group = Fijar el grupo
cli--organization = Fijar la organización
cli--brand = Fijar la marca
cli--channel = Fijar por dónde entró: email, chat, phone…
cli--language = Fijar el idioma del solicitante
cli--category = Fijar la categoría, como pagos/tarjeta
cli--until = Hacerlo volver por sí solo en este momento
cli--due = Prometerlo para este momento
cli--field = Fijar un campo personalizado; repetir para más
cli--out = Escribir los archivos en este directorio

## Tickets

cli-new = Crear un ticket
cli-new--title = Asunto; si falta, se pregunta
cli-new--form = Rellenar este formulario con --field ID=RESPUESTA
cli-new--answers = Responder con este JSON; - lee la entrada estándar
cli-new--tag = Añadir una etiqueta; repetir para más
cli-new--fingerprint = Añadir una clave para reconocerlo si recurre
cli-new--external = Añadir su nombre externo: github:acme/web#812
cli-new--no-similar = No preguntar si pertenece a un ticket parecido
cli-new--inbox = Entregarlo sin leer la mesa de ayuda, como en CI
cli-new--remote = Entregarlo ahí; sin esto, desk.remote u origin
cli-new-examples =
    git desk new "El pago responde 502" --priority high
    git desk new "Informe vacío" -F informe.txt --requester ana@example.com
    git desk new "Cesta vacía" --form averia --field version=2.4.1
    git desk new "Pasarela caída" -m "Desde las 9" --field servicio=web --json
    git desk new "Falla el build" --inbox --channel ci --fingerprint nocturno

cli-list = Listar tickets; en corto, ls
cli-list--query = Condiciones; sin ninguna, los tickets sin resolver
cli-list--view = Listar una vista guardada, con más condiciones
cli-list--sort = Ordenar por esta clave, como created o -created
cli-list--limit = Mostrar como mucho este número
cli-list--columns = Mostrar estas columnas, separadas por comas
cli-list--format = Dar table, json, jsonl, csv, yaml, markdown
cli-list-examples =
    git desk list assignee:me status:open
    git desk list "priority>=high" -tag:ci --sort created
    git desk list "created>=2026-10-01" "updated<7d" --json

cli-search = Buscar tickets y artículos
cli-search--query = Palabras, "frases entre comillas" y condiciones como status:open
cli-search--public = Solo lo que pueden ver los solicitantes
cli-search--limit = Mostrar como mucho N tickets y N artículos
cli-search--format = Dar table, json, jsonl
cli-search-examples =
    git desk search caja
    git desk search "pago rechazado" status:open created\>30d
    git desk search caja or pasarela --limit 5 --json
cli-search-more =
    Encuentra los tickets que tienen todas las palabras, por el comienzo de cada una y sin distinguir mayúsculas ni acentos: fact encuentra Facturación. Las palabras entre comillas tienen que seguirse. Busca en el asunto, los mensajes, los nombres de archivos, el solicitante, la organización, la categoría, las etiquetas, las referencias y los valores de campos propios; con --public, en el asunto y en lo que es público de mensajes y archivos. Primero van los que tienen las palabras en el asunto, luego los de mensaje más reciente. Las condiciones con clave, or y los paréntesis son como en git-desk-query(7). Termina con 1 si no encuentra nada.

    Debajo de los tickets van los artículos que tienen todas las palabras: archivos Markdown (.md) en articles/, en la rama de la mesa de ayuda, o en carpetas de dentro. Busca en el título y en el texto. El título es el primer encabezado; si no hay, el nombre del archivo. Las líneas entre dos líneas de --- al comienzo pueden decir más: title, language, draft (true), visibility (internal). Con --public no aparecen borradores (draft: true, o una carpeta llamada drafts) ni artículos internos. Una consulta con clave, como status:open, trata de tickets y no encuentra artículos; un sort: a solas no les cambia nada. Un artículo de más bytes de los que puede tener un mensaje (limits en desk.yaml) se nombra y no se busca en él.

cli-similar = Mostrar los tickets que más se parecen a uno
cli-similar--public = Comparar solo lo que pueden ver los solicitantes
cli-similar--format = Dar table, json, jsonl
cli-similar-examples =
    git desk similar k39f
    git desk similar -m "La pasarela responde 502 al pagar"
    git desk similar 142 --json
cli-similar-more =
    Muestra como mucho cinco tickets, primero los más parecidos, con cuánto se parece cada uno y las palabras que tienen en común. Cuanto más rara es una palabra en la mesa de ayuda, más cuenta; las del asunto cuentan tres veces. Los encabezados de formularios, las líneas de trazas de pila, [Bug], Re: y similares no cuentan. En lugar de un ticket, -m o -F dan un texto; su primera línea es el asunto. Un ticket combinado vale por aquel al que pasó; el spam queda fuera. Nada se combina nunca por sí solo. Termina con 1 si ningún ticket se parece.

cli-show = Mostrar un ticket con sus mensajes
cli-show--public = Mostrar solo lo que puede ver el solicitante
cli-show--at = Mostrarlo como estaba en este momento
cli-show--format = Escribir table, json, yaml, markdown
cli-show-examples =
    git desk show k39f
    git desk show 142 --public --format markdown
    git desk show k39f --at 2026-11-01

cli-log = Mostrar qué le pasó a un ticket, cuándo y por quién
cli-log--format = Escribir table, json, jsonl, csv, markdown
cli-edit = Fijar valores de un ticket o abrirlo en el editor
cli-edit--title = Fijar el asunto
cli-edit--unset = Vaciar este valor o campo; repetir para más
cli-edit-examples =
    git desk edit k39f
    git desk edit k39f --priority urgent --field servicio=pasarela
    git desk edit k39f --unset due

cli-requester = Mostrar todo sobre un solicitante u organización
cli-requester--who = A quién mostrar: una dirección, un nombre, una parte
cli-requester--format = Escribir table, json
cli-requester-examples =
    git desk requester ana@example.com
    git desk requester acme --json
cli-view = Listar, guardar y eliminar vistas: consultas con nombre
cli-view-usage = git desk view [OPCIONES] [NOMBRE | save NOMBRE CONSULTA... | remove NOMBRE]
cli-view--words = Mostrar esta; guardar o eliminar una; sin nada, listar todas
cli-view--shared = La de todos, en la rama: líderes y administradores
cli-view--about = Decir para qué sirve
cli-view-examples =
    git desk view
    git desk view save vip tag:vip is:unsolved sort:-priority
    git desk view save acme organization:acme --shared
    git desk list --view vip updated\<7d
    git desk view remove vip
cli-view-more =
    Una vista es una consulta con nombre, para git desk list --view NOMBRE. Las vistas son compartidas, en config/views.yaml en la rama, o propias, en la configuración de este repositorio (desk.view.NOMBRE); entre dos del mismo nombre vale la propia. unassigned, stale, mine y recent ya vienen hechas. Si existe una vista llamada my-desk, es lo que muestra git desk sin más. El lenguaje de consulta se describe en git-desk-query(7).
cli-form = Listar los formularios o mostrar uno
cli-form--name = Mostrar este; sin nada, listar todos
cli-form-examples =
    git desk form
    git desk form averia
    git desk form averia --json
cli-form-more =
    Un formulario dice qué se pregunta a quien crea cierto tipo de ticket. Es un archivo forms/NOMBRE.yml de la rama, con el esquema de los formularios de incidencias de GitHub, que sirven tal cual; config.yml se pasa por alto. Claves propias: priority, group y category para el ticket; en un elemento, field lleva la respuesta a un campo personalizado y maps_to a type, priority, group, brand, category, language o requester. Los id que muestra git desk form FORMULARIO son los de las respuestas. git desk schema form-file escribe el esquema.

## Work on tickets

cli-reply = Responder al solicitante; el texto es público
cli-reply--status = Fijar el estado en el mismo commit
cli-reply-examples =
    git desk reply k39f
    git desk reply k39f -m "Está arreglado en 2.4.1." --status solved
    git log -1 --format=%b | git desk reply k39f -F -

cli-note = Añadir una nota interna, que el solicitante nunca ve
cli-note--status = Fijar el estado en el mismo commit
cli-assign = Asignar tickets a alguien
cli-assign-usage = git desk assign [OPCIONES] <ID>... <QUIÉN | --me | --none>
cli-assign--words = Tickets; la última palabra es quién los recibe
cli-assign--me = Asignarlos a quien lo pide; cada palabra es un ticket
cli-assign--none = Dejarlos sin agente; cada palabra es un ticket
cli-assign-examples =
    git desk assign k39f luis@example.com
    git desk assign k39f 7pz0 --me
    git desk list group:web --format jsonl | jq -r .id | git desk assign - --me

cli-claim = Tomar tickets, para que los demás los dejen en paz
cli-claim--for = Tenerlos durante este tiempo; sin ella, 30m
cli-claim-examples =
    git desk claim k39f
    git desk claim k39f 7pz0 --for 2h
cli-release = Soltar tickets tomados
cli-escalate = Escalar tickets al siguiente nivel, con el motivo
cli-escalate--to = Pasarlos a este grupo en vez de al siguiente nivel
cli-escalate-examples =
    git desk escalate k39f -m "Hace falta acceso al conmutador"
    git desk escalate k39f --to redes -m "Hace falta acceso al conmutador"

cli-status = Pasar tickets a un estado
cli-status-usage = git desk status [OPCIONES] <ID>... <ESTADO>
cli-status--words = Tickets; la última palabra es el estado
cli-status-examples =
    git desk status k39f pending -m "A la espera del registro"
    git desk status k39f 7pz0 open
cli-solve = Resolver tickets
cli-solve--incidents = Resolver también sus incidentes; el texto es público
cli-solve-examples =
    git desk solve k39f
    git desk solve k39f 7pz0 -m "Se reinició la pasarela"
    git desk solve 7pz0 --incidents -m "La pasarela funciona"
cli-pend = Dejar tickets pendientes del solicitante
cli-hold = Poner tickets en espera; el solicitante los ve abiertos
cli-reopen = Reabrir tickets resueltos
cli-close = Cerrar tickets, donde el flujo lo permite
cli-link = Enlazar tickets con otro, o quitar enlaces
cli-link--to = El otro ticket
cli-link--as = Clase: related, duplicates, blocks, incident-of…
cli-link--remove = Quitar el enlace; sin --as, los de toda clase
cli-link-examples =
    git desk link k39f --to 7pz0
    git desk link k39f 9m2c --as incident-of --to 7pz0
cli-follow = Seguir tickets o dejar de seguirlos
cli-follow--who = Que los siga esta persona
cli-follow--stop = Dejar de seguirlos
cli-merge = Fusionar varios tickets en uno
cli-merge--into = El ticket que sigue
cli-merge--yes = No preguntar
cli-merge-examples =
    git desk merge 7pz0 9m2c --into k39f
    git desk merge --query "fingerprint:ci/login" --into k39f --dry-run
cli-merge-more =
    Los tickets fusionados quedan cerrados y enteros; el que sigue muestra sus mensajes
    entre los propios y tiene sus etiquetas, seguidores y enlaces. Los mensajes a un
    ticket fusionado van a aquel del que forma parte. git desk unmerge lo deshace.
cli-unmerge = Deshacer la fusión de tickets
cli-split = Mover mensajes a un ticket nuevo
cli-split--messages = Mensajes que se mueven: ids o sus comienzos
cli-split--title = Asunto del ticket nuevo; sin él, el mismo
cli-split-examples =
    git desk split k39f --messages 3f9a,7c0k --title "La factura también está mal"
cli-attach = Adjuntar archivos a un ticket
cli-attach--files = Archivos que se adjuntan
cli-attach--internal = Mostrarlos solo a los agentes
cli-attach-examples =
    git desk attach k39f traza.log captura.png
cli-attachment = Dar un archivo de un ticket; sin nombre, enumerarlos
cli-attachment--name = Archivo: su nombre o el comienzo
cli-attachment--output = Escribirlo en este archivo; - para stdout
cli-attachment-examples =
    git desk attachment k39f
    git desk attachment k39f traza.log -o /tmp/traza.log
cli-sync = Intercambiar el desk con un remoto: traer, fusionar, publicar
cli-sync--remote = Un remoto, ruta o dirección; si no, desk.remote, origin
cli-sync--to = Publicar en esta rama, para una solicitud de fusión
cli-sync--adopt = Tomar una historia reescrita, con lo propio encima
cli-sync-examples =
    git desk sync
    git desk sync --dry-run
    git desk sync copia
    git desk sync --to ana/tickets
cli-sync-more =
    A nadie se le pregunta por un conflicto: los tickets se fusionan campo a campo y todos
    los clones llegan a lo mismo. Lo que dijeron dos personas a la vez y no cuenta queda
    en la historia y se nombra. Si no se llega al remoto o se niega, todo queda aquí para
    la próxima vez. Solo se mueven las refs del desk; las credenciales, ssh y proxies de
    git se usan tal cual.
    Aquí reciben su número (#142) los tickets, cuando los toma el remoto home de desk.yaml.
    git config desk.autosync true sincroniza tras cada cambio, sin que nadie espere.
cli-conflicts = Mostrar lo que se dijo y no cuenta
cli-conflicts--ids = Tickets; si no, todos y los demás archivos
cli-conflicts--limit = Mostrar como máximo estos
cli-conflicts-examples =
    git desk conflicts
    git desk conflicts k39f
    git desk conflicts --limit 20 --json
cli-conflicts-more =
    Dos personas pueden cambiar lo mismo por separado, y solo un valor puede contar. El
    otro no se pierde: aquí aparece entero, con quién lo dijo y qué cuenta en su lugar.
    Una entrada se va sola en cuanto alguien vuelve a fijar ese valor. Los textos
    censurados no se muestran a nadie.
cli-merge-driver = Fusionar un archivo para git (para quien fusiona en un worktree)
cli-merge-driver--base = Lo que tenían ambos lados: %O
cli-merge-driver--ours = Lo que hay aquí; ahí va el resultado: %A
cli-merge-driver--theirs = Lo que tiene el otro lado: %B
cli-merge-driver--path = Dónde está el archivo en el worktree: %P
cli-merge-driver--install = Dar a conocer el controlador a git, en este repositorio
cli-merge-driver--uninstall = Retirarlo
cli-merge-driver-examples =
    git desk merge-driver --install
    git desk merge-driver --uninstall
cli-merge-driver-more =
    Solo para quien deja que git mismo fusione la rama del desk en un worktree; sync no lo
    necesita. En un merge el resultado es el mismo que el de sync. En un rebase o un
    cherry-pick solo se conocen tres textos: se fusionan campo a campo, y de dos valores
    cuenta el que se pone encima. Lo que no es un archivo de un desk lo fusiona git
    como siempre. El botón de fusión de una página web no conoce controladores.
cli-undo = Deshacer lo último que se hizo con los tickets
cli-undo--id = Ticket: solo lo que se hizo con este
cli-undo-examples =
    git desk undo
    git desk undo k39f --dry-run
cli-undo-more =
    Un commit nuevo hace lo contrario; la historia queda como está. Los commits de un
    cambio en bloque se deshacen juntos. Si alguien cambió lo mismo después, no se hace
    nada.
cli-next = Mostrar el ticket en el que toca trabajar
cli-next--view = Tomarlo de esta vista guardada, en su orden
cli-next--skip = Saltarlo por este motivo, que queda en él como nota
cli-next-examples =
    git desk next
    git desk next --view stale
    git desk next --skip "Hace falta alguien que hable francés"
cli-next-more =
    De los tickets propios y los de nadie, primero los nuevos y abiertos, los urgentes
    antes que el resto y después quien más espera. No salen los que tomó otra persona ni
    los saltados, hasta que cambien o todo esté saltado. Código de salida 1: no hay nada.
cli-triage = Recorrer los tickets nuevos, uno por pantalla
cli-triage-more =
    Con una tecla se asigna, se fija prioridad, tipo, categoría y grupo, se etiqueta,
    responde, anota, fusiona, resuelve, salta o deshace; el espacio sigue y q termina.
    Sin terminal muestra el primer ticket nuevo; código de salida 1: no hay ninguno.
cli-tag = Añadir y quitar etiquetas; en corto, +a
cli-tag-usage = git desk tag [OPCIONES] <ID>... [+ETIQUETA]...
cli-tag--add = Añadir una etiqueta (+ETIQUETA); repetir para más
cli-tag--remove = Quitar una etiqueta; repetir para más
cli-tag-examples =
    git desk tag k39f +regresión +pasarela
    git desk tag k39f 7pz0 --add regresión --remove ci

## Reports and data

cli-sla = Mostrar los relojes de SLA: qué vence, qué va tarde y por qué
cli-sla-usage = git desk sla [OPCIONES] [ID | CONSULTA... | explain ID [RELOJ]]
cli-sla--words = Un ticket; condiciones; explain y un ticket; si no, todo
cli-sla--fail-on = Salir con 1 si uno por cumplir va tarde, o casi
cli-sla--policy-at = Juzgar por las políticas de este commit o fecha
cli-sla--format = Escribir json, jsonl, csv, yaml, markdown, junit…
cli-sla-examples =
    git desk sla
    git desk sla assignee:me sla.left\<2h
    git desk sla k39f
    git desk sla explain k39f first_reply
    git desk sla --fail-on breach --quiet
cli-sla-more =
    Lo que se promete y a quién está en config/sla.yaml en la rama; las horas que cuentan, en config/calendars.yaml; git desk schema escribe sus formas.

    first_reply va de la creación al primer mensaje público de un agente; next_reply, del mensaje más antiguo sin responder del solicitante al siguiente de un agente; periodic_update, de cada mensaje público de un agente al siguiente mientras el ticket no esté resuelto, y pausable_update igual, pero no mientras esté pendiente; requester_wait, hasta que se resuelve salvo mientras está pendiente; agent_work, mientras está nuevo o abierto; resolution, todo el tiempo hasta entonces; group_ownership, mientras lo tiene un grupo. Las notas y los bots no responden nada. Lo que termina al resolver sigue tras una reapertura. Un reloj está incumplido cuando ha transcurrido más que su objetivo: lo hecho en el último segundo llega a tiempo.

    Sin id: los relojes por cumplir (en curso, en pausa, o tarde y aún sin cumplir) de los tickets sin resolver que encuentra la consulta, primero lo que antes se incumple. Con un id: todos los relojes del ticket, también los terminados. explain abre cada reloj en todos los tramos de su vida, con el día, si cuenta y por qué, y el commit que lo causó; lo que cuenta suma lo transcurrido. Tras explain, una palabra nombra una métrica: first_reply, next_reply, periodic_update, pausable_update, requester_wait, agent_work, resolution, group_ownership. La palabra explain nunca se toma por el comienzo de un id.

    --fail-on mira los relojes mostrados sobre los que aún se puede hacer algo. Una promesa que se rompió y luego se cumplió tarde no vuelve a fallar cada noche; git desk report la cuenta.

    Todo sale del historial: quien mira tarde encuentra lo mismo.

cli-report = Contar y medir: resumen, volumen, tiempos, SLA, atraso y más
cli-report--name = Informe: summary, volume, backlog, times, sla, agents…
cli-report--query = Condiciones que cumplen los tickets
cli-report--from = Empezar el periodo aquí
cli-report--until = Terminar el periodo antes de este momento
cli-report--by = Dar una fila por month, group…; repetible
cli-report--rows = Dar una fila por ticket
cli-report--explain = Listar los tickets detrás de cada cifra
cli-report--top = Dar solo este número de filas
cli-report--with-merged = Contar también fusionados y spam
cli-report--calendar = Contar las duraciones en sus horas hábiles
cli-report--measure = Dar estas cifras: first_reply.median…
cli-report--policy-at = Promesas de este commit o fecha
cli-report--compare = Mostrar las cifras del periodo anterior
cli-report--fail-if = Salir con 1 si se cumple: 'backlog>100'
cli-report--within = Plazo en que aparece a menudo (30d)
cli-report--at-least = Veces que lo hacen recurrente (3)
cli-report--repeat-within = Mayor distancia entre repeticiones (30d)
cli-report--per-run = Contar cada ejecución una vez
cli-report--format = Dar table, json, csv, markdown, html…
cli-report-examples =
    git desk report summary
    git desk report volume --by month --from 2026-01-01 --until 2027-01-01
    git desk report times group:pagos --rows --format csv
    git desk report summary --from 2026-10-01 --until 2026-11-01 --compare

cli-calendar = Contar con un horario laboral: elapsed, add, sub, is-open, show
cli-calendar--action = Qué hacer: elapsed, add, sub, is-open, show
cli-calendar--start = Momento inicial, en la zona horaria del calendario
cli-calendar--end = Momento final, o una duración como 4h
cli-calendar--calendar = Contar con este calendario de la mesa, o con 24x7
cli-calendar--file = Usar el calendario de este archivo, sin repositorio
cli-calendar--from = Mostrar el periodo que empieza aquí
cli-calendar--until = Mostrar el periodo que termina antes de este momento
cli-calendar-examples =
    git desk calendar elapsed 2026-11-20T17:00 2026-11-23T10:00
    git desk calendar add 2026-11-20T17:00 8h --calendar oficina
    git desk calendar is-open now --now 2026-11-20T12:00:00Z
    git desk calendar show --from 2026-12-01 --until 2027-01-01
    git desk calendar elapsed 2026-11-20 2026-11-27 --file oficina.yaml --json

cli-export = Escribir tickets para otros programas
cli-export--query = Condiciones; sin ninguna, todos los tickets
cli-export--public = Dejar fuera las notas internas y todo lo interno
cli-export--output = Escribir en este archivo en vez de en stdout
cli-export--format = Escribir jsonl, csv o events: la historia completa
cli-export-examples =
    git desk export --format events -o historia.jsonl
    git desk export "created>=2026-01-01" --format csv -o tickets.csv

cli-import = Traer tickets con su historia
cli-import--kind = Origen: csv, events, git-bug, github, gitlab, jira, mbox, zendesk
cli-import--file = Archivo, - para stdin; de git-bug un repositorio
cli-import--map = Correspondencia de estados, personas y campos
cli-import--suggest-map = Mostrar una primera correspondencia sin importar
cli-import-examples =
    git desk import events historia.jsonl --dry-run
    git desk import events historia.jsonl
    git desk import github issues.json --suggest-map
    git desk import github issues.json --map mapa.yaml
    git desk import git-bug .
    git desk import mbox soporte.mbox --map mapa.yaml

cli-intake = Crear tickets de lo que llega de fuera: pruebas, correos…
cli-intake--action = Qué llega: ci busca informes; mail, form…; o explain
cli-intake--inbox = Entregarlo sin leer la mesa de ayuda
cli-intake--remote = Entregarlo en este remoto
cli-intake--dry-run = Decir qué sería de ello y no escribir nada
cli-intake--map = json: qué parte del cuerpo es qué parte del ticket
cli-intake--form = form: el formulario al que responde el texto
cli-intake--title = form: el asunto; sin él, el del formulario
cli-intake--requester = form: quién lo pide
cli-intake--external = form: su nombre externo, por el que se reconoce
cli-intake--files = Lo que llegó; - lee la entrada estándar
cli-intake--read-as = Leer con este formato en vez de deducirlo
cli-intake--mask = Enmascarar lo que halle el grupo de esta expresión
cli-intake--root = Las pruebas se ejecutaron en este directorio
cli-intake--run = La ejecución de las pruebas, si no se conoce el CI
cli-intake--platform = Dónde se ejecutaron las pruebas, si no fue aquí
cli-intake--max-new = Cuántos tickets hace esta ejecución como máximo
cli-intake--any-branch = Registrarlo sea cual sea la rama
cli-intake--address = Una dirección de la mesa de ayuda
cli-intake--keep-source = Guardar también cada correo tal como llegó
cli-intake--max-per-hour = Correos por hora y remitente con efecto
cli-intake-examples =
    git desk intake ci --dry-run
    git desk intake junit target/surefire-reports --platform linux-17
    git desk intake mail - < correo.eml
    git desk intake mbox archivo.mbox --address ayuda@acme.example
    git desk intake explain target/surefire-reports/TEST-shop.xml
    git desk intake explain informe.xml --mask 'pod-([a-z0-9]+)' --json
    git desk intake json --map alertmanager.yaml cuerpo.json
    git desk intake form incidencia.md --form bug --external github:acme/web#812

## The desk

cli-collect = Incorporar lo entregado con --inbox y publicarlo
cli-collect--remote = Dónde espera; si no, desk.remote, origin o aquí mismo
cli-collect--limit = Crear como mucho tantos tickets (5000); el resto espera
cli-collect--quarantine = Listar lo apartado, con el motivo
cli-collect-examples =
    git desk collect
    git desk collect origin --dry-run
    git desk collect --quarantine
cli-collect-more =
    Cada entrega es un commit normal con su autor y su fecha, en orden de tiempo. Lo que la mesa de
    ayuda ya conoce, por su nombre externo o por la huella de un ticket sin resolver, va a ese ticket.
    Una entrega nunca actúa como agente. Primero recibe el remoto lo incorporado y solo después se quita
    lo que esperaba; pueden recoger varias personas a la vez. Sin remoto se recoge la bandeja de este
    repositorio: así un repositorio sin copia de trabajo puede hacerlo solo.
cli-init = Crear la mesa de ayuda o adoptar la del remoto
cli-init--workflow = Empezar con support, liveagent o engineering
cli-init--time-zone = Fijar la zona de días y meses: Europe/Madrid
cli-init--lang = Fijar el idioma de la mesa de ayuda
cli-init-examples =
    git desk init --lang es
    git desk init --workflow engineering --time-zone America/Lima

cli-check = Comprobar que archivos e historia están sanos
cli-check--range = Commits que comprobar, como origin/tickets..tickets
cli-check--strict = Informar también de lo que se tolera
cli-hook = Juzgar lo que se envía a un servidor, e instalarlo allí
cli-hook-usage = git desk hook [OPCIONES] ACCIÓN [PALABRA...]
cli-hook--action = install, uninstall; pre-receive y update son lo que llama git
cli-hook--words = Lo que git da a update: la referencia, commit viejo y nuevo
cli-hook--update = Instalar un hook que rechaza referencias sueltas
cli-hook--pre-receive = Instalar un hook que rechaza envíos enteros (normal)
cli-hook-examples =
    git desk hook install
    git desk hook uninstall
cli-hook-more =
    En un servidor, git llama al hook antes de aceptar un envío. Las demás ramas pasan. Un envío a la rama de la mesa de ayuda se rechaza, y se dice el motivo a quien lo hizo, salvo que cumpla las reglas de check según las personas y el flujo de trabajo del propio servidor, añada commits sin quitar ninguno y no traiga más de desk.pushLimit tickets nuevos (1000 si git config no dice otra cosa). Cada commit se juzga frente a su padre; una fusión, por si es lo que resulta de sus padres. Las referencias de la bandeja de entrada se crean y se eliminan, no se cambian, y su tamaño es limitado.

    Quien escribe un commit elige el nombre que lleva: un autor sin firma no prueba nada. Con git config desk.requireSigned true, todo commit salvo las fusiones necesita una firma que git dé por válida, de quien lo registró.
cli-config = Mostrar los ajustes vigentes y qué decidió cada uno
cli-config--key = Ajuste que mostrar solo, como time_zone
cli-config-examples =
    git desk config
    git desk config time_zone
    git desk config --json
cli-people = Mostrar quién es quién, en qué grupos y cuánto tiene cada cual
cli-people--who = A quién mostrar: dirección, nombre, una parte o un grupo
cli-people-examples =
    git desk people
    git desk people pagos
cli-doctor = Ver si está todo lo que git-desk necesita
cli-uninstall = Quitar lo que git-desk dejó aquí además de la rama
cli-uninstall--force = Quitar también los textos guardados
cli-demo = Crear una mesa de ayuda con historia real, para probar
cli-demo--dir = Directorio nuevo en que crearla

## Help

cli-help = Explicar git desk o uno de sus verbos
cli-help--verb = Verbo que explicar
cli-man = Mostrar, instalar o escribir las páginas del manual
cli-man--install = Instalarlas donde man y git help las encuentran
cli-completions = Escribir el script para completar en un shell
cli-completions--shell = Shell en que completar: bash, zsh, fish, elvish, powershell
cli-completions-examples =
    eval "$(git desk completions bash)"
    git desk completions zsh --out ~/.zsh/completions
cli-schema = Escribir los JSON Schema de respuestas y archivos
cli-schema--noun = Qué describir, como ticket; people-file para un archivo
cli-schema--install = Poner los de la configuración en la rama, para editores

## Manual pages

cli-more =
    Cada ticket es un archivo YAML en una rama propia del repositorio: tickets, salvo
    que git config desk.ref nombre otra. Cada cambio es un commit que dice quién,
    cuándo y qué. No hay otra verdad: una mesa de ayuda se clona, se lee y se usa sin
    red, como el código que tiene al lado.

    Sin verbo, git desk muestra mi bandeja: lo que toca atender ahora.
cli-new-more =
    En un terminal se pregunta el asunto que falte; fuera de él es un error. Quien
    crea el ticket es su solicitante, salvo que --requester nombre a otra persona. --form NOMBRE crea
    el ticket con un formulario: git desk form NOMBRE muestra los id a los que responde --field;
    se repite donde caben varias opciones, o se separan con comas. -m y -F dan las respuestas
    en un texto como los que escribe GitHub (un título por pregunta), o algo más que decir
    debajo. En un terminal se pregunta lo que falte; fuera de él se rechaza.
    Con --inbox no se lee ni se trae nada: el ticket es un commit propio en una referencia
    propia del remoto (refs/desk/inbox/ID; desk.inboxRef la cambia) y llega a la mesa de ayuda cuando
    alguien ejecuta git desk collect. Sirve en un clon superficial o sin la rama de la mesa. Si el
    remoto no responde, queda guardado y se envía la próxima vez.
cli-list-more =
    Se cumplen todas las condiciones, salvo que entre ellas haya "or"; los paréntesis
    agrupan y un guion delante de una condición la niega. Los dos puntos significan
    igual o contenido; números, prioridades y momentos se comparan con <, <=, > y >=.
    Los momentos son fechas como 2026-10-01 o edades como 7d, 2w y yesterday. Conviene
    poner entre comillas lo que el shell tomaría por suyo.
cli-edit-more =
    Con opciones, fija esos valores. Sin ninguna, abre el YAML del ticket en el editor
    de git y comprueba lo que vuelve; un texto con errores se conserva.
cli-reply-more =
    Sin -m ni -F, el texto se escribe en el editor de git. Es un solo commit con el
    estado, cuando --status da uno.
cli-status-more =
    Qué estados hay y quién puede pasar un ticket de uno a otro lo dice el flujo de la
    mesa de ayuda. Un paso no permitido se rechaza junto con los que sí lo están.
cli-report-more =
    summary cuenta tickets por estado, categoría, agente asignado y grupo, con lo
    principal de los demás informes; volume cuenta los creados, resueltos y reabiertos,
    mes a mes con --by month; backlog dice qué antigüedad tienen los tickets sin
    resolver; times mide respuestas y resoluciones; sla dice cómo se cumplió lo
    prometido; agents, categories y channels dan una fila por cada uno; flow cuenta
    reaperturas y transferencias; csat cuenta valoraciones; custom da las cifras de
    --measure; recurrence da una fila por huella, o por clave de --by, con lo que
    vuelve a aparecer. El periodo empieza en --from y termina justo antes de --until;
    una fecha es la medianoche en la zona horaria de la mesa de ayuda.

    --by admite day, week, month, quarter, year, weekday, hour, cualquier valor de un
    ticket y field.NOMBRE. --compare añade a cada cifra la del periodo anterior: los
    mismos meses si el periodo es de meses enteros; si no, la misma duración.

    --fail-if admite CIFRA SIGNO VALOR y sale con 1 si se cumple: un total
    (percent_targets<90), una parte (by_status.open>50), una columna, es decir,
    cualquier fila (breached>0), o una fila por sus claves (median_s[resolution]>3d).
    Una cifra sin nada medido no incumple nada.

    distribution dice cuántas respuestas y resoluciones tardaron cuánto. html es una
    página en un solo archivo, con gráficos y las cifras que hay detrás; la de summary
    muestra la mesa de ayuda entera. openmetrics es para un colector de archivos; junit
    dice a un flujo de CI qué condición de --fail-if se cumplió y, con --explain, por
    qué tickets.
cli-calendar-more =
    elapsed da el tiempo abierto entre dos momentos; add y sub, el momento que queda ese
    tiempo abierto después o antes; is-open, si está abierto entonces (código de salida
    1: no); show, la semana, las fechas distintas y lo abierto en un periodo. Si el tiempo
    se agota justo a la hora de cierre, la respuesta es la hora de cierre; sumar 0 da
    INICIO si está abierto y, si no, la siguiente apertura. add y sub salen con 1 cuando
    no quedan horas. Los momentos sin desfase son los de los relojes de la zona del
    calendario; los relativos, como ayer, necesitan --now. Los días, semanas y horas de
    una DURACIÓN son 24 horas, 7 días y 60 minutos de tiempo abierto.

    Los calendarios están en config/calendars.yaml, en la rama, por nombre; el archivo de
    --file es uno solo. Claves: time_zone, hours (de mon a sun, listas de apertura y
    cierre), overrides y breaks por fecha, holidays, y holidays_ics para los archivos
    iCalendar que están al lado. Un festivo puede más que un descanso, este más que un
    horario especial, y este más que la semana. git desk schema calendars-file muestra el
    esquema.
cli-export-more =
    jsonl da un ticket por línea, csv una fila por ticket y events la historia tal como
    la lee git desk import events.
cli-import-more =
    Cada evento pasa a ser un commit con su propio autor y su fecha. Importar otra vez
    un archivo añade solo lo nuevo. Las exportaciones de otros sistemas se leen como
    indica docs/migration.md; una correspondencia pasa sus palabras a las del desk. Lo que
    no se puede leer se nombra y se omite; en ese caso, código de salida 4.

    git-bug lee los bugs de un repositorio donde están. mbox trae el pasado de un buzón,
    un ticket por hilo, resuelto cuando llegó su último correo; el correo de ahora es
    para git desk intake.
cli-intake-more =
    ci busca los informes de una ejecución de pruebas por sus nombres habituales y conoce la ejecución por las variables del CI; junit, tap, gotest, libtest y sarif toman los archivos que se nombran. Lo que falla se convierte en tickets, una sola vez: un fallo conocido se cuenta en su ticket, uno que vuelve lo reabre o se registra de nuevo con un enlace, y lo que pasa durante bastante tiempo se resuelve. config/ci.yaml en la rama dice qué ramas cuentan, qué se enmascara, de quién es un fallo y cuándo se resuelve un ticket; docs/ci.md tiene la tabla entera. Código de salida 0 falle lo que falle en las pruebas, 4 cuando no se pudo leer nada.

    json crea tickets con los cuerpos de webhooks, según diga un mapa: docs/webhooks.md y examples/maps. form crea el ticket de un texto con la forma de un formulario, como GitHub muestra los suyos. De cada elemento se dice qué fue de él y por qué; lo ya conocido no se crea otra vez, y nada actúa como el personal. Código de salida 4 si algo se rechazó o no se pudo leer.

    mail, mbox y maildir reciben correos: de archivos o de la entrada estándar, de buzones y de las carpetas new y cur de un Maildir, que quedan como están. Un correo que responde a un ticket va a ese ticket y cualquier otro crea uno; el mismo correo dos veces es un solo mensaje. Lo que alguien ajeno envía a un ticket, lo que envía una máquina y lo que un mismo remitente envía por encima de --max-per-hour se guarda como interno. Código de salida 4 cuando algo no era un correo; como destino de una tubería, 75 cuando conviene reintentar. En docs/mail.md hay más.

    explain lee informes y muestra de cada fallo qué dice, qué se enmascara de ello porque cambia de una ejecución a otra y las dos claves que resultan: la de la prueba, por suite, clase y nombre sin parámetros, y la de la causa, por la primera línea del error y las primeras llamadas del proyecto. Con --json cada fallo lleva además un extracto: 8 kB como máximo, sin colores y sin lo que parece un secreto. Al final dice qué fallos van juntos: los parámetros de una prueba, más de diez pruebas con una causa, más de cuatro pruebas en un archivo. No necesita una mesa de ayuda y no escribe nada.

    Las pruebas se cuentan una por una, diga lo que diga el archivo. Lo que está cortado o dañado se nombra y se conserva lo que se pudo leer; un archivo con DOCTYPE se rechaza. Código de salida 4 cuando no se pudo leer ninguno.
cli-init-more =
    Si el remoto ya tiene una mesa de ayuda, se adopta esa. Repetirlo no cambia nada.
cli-man-name = Nombre
cli-man-synopsis = Sinopsis
cli-man-description = Descripción
cli-man-exit = Código de salida
cli-man-exit-codes =
    0   hecho, o sí; una lista vacía también es 0
    1   la respuesta es no: check encontró errores
    2   no se entiende la línea de órdenes
    3   alguien se adelantó o falta una confirmación
    4   fallo: no se encontró, no se permite, datos erróneos, sin red
    70  un defecto de git-desk
cli-man-environment = Entorno
cli-man-variables =
    LANGUAGE, LC_ALL, LC_MESSAGES, LANG
        el idioma, salvo que lo digan --lang o git config desk.lang
    GIT_EDITOR, GIT_PAGER
        como en git
    GIT_AUTHOR_DATE
        el momento de lo que se escribe
    NO_COLOR
        definida: sin colores
    CI
        definida: no preguntar nunca
cli-man-see-also = Véase también
cli-man-manual = Manual de git-desk

## A line that cannot be read

cli-error = error: { $message }
cli-hint = sugerencia: { $hint }
cli-usage-unknown-flag = la opción '{ $flag }' no existe aquí
cli-usage-unexpected-word = sobra la palabra '{ $word }'
cli-usage-unknown-verb = el verbo '{ $verb }' no existe
cli-usage-missing = { $count ->
    [one] falta { $values }
   *[other] faltan { $values }
  }
cli-usage-missing-value = '{ $flag }' necesita un valor
cli-usage-bad-value = '{ $value }' no es un valor de '{ $flag }'
cli-usage-value-unwanted = '{ $flag }' no admite ningún valor
cli-usage-conflict = '{ $flag }' y { $others } se excluyen
cli-usage-not-utf8 = una palabra no está en UTF-8
cli-usage-unclear = no se entiende la línea de órdenes
cli-usage-hint-similar = ¿quizá '{ $similar }'?
cli-usage-hint-values = valores posibles: { $values }
cli-usage-hint-duration = escribir una duración, como 30m, 4h o 2d
cli-usage-hint-pair = escribir NOMBRE=VALOR, como servicio=pasarela
cli-usage-hint-number = escribir un número entero, como 20
cli-usage-hint-quote = poner entre comillas un texto de varias palabras
cli-usage-hint-verb = 'git desk help { $verb }' muestra lo que admite
cli-usage-hint-verbs = 'git desk help' lista los verbos
cli-usage-hint-one = usar solo una de ellas
cli-usage-hint-show = 'git desk show { $id }' muestra un ticket
