# El trabajo con tickets más allá de mensajes y estados: fusiones, adjuntos, colisiones.

prompt-ticket = Qué ticket
title-was = el asunto era: { $title }
prompt-merge = ¿Fusionarlos?
went-to-target = { $source } forma parte de este ticket: el mensaje quedó aquí
unseen-changes = cambios desde la última lectura ({ $by }): { $changes }
escalate-about = Por qué pasa al siguiente nivel. El motivo queda como nota interna.
attachments-none = Sin adjuntos.
file-written = escrito en { $path }

file-text = texto
file-image = imagen
file-document = documento
file-archive = archivo comprimido
file-media = audio o vídeo

deed-reply = escribir mensajes públicos
deed-note = escribir notas internas
deed-change = cambiar valores
deed-tag = poner y quitar etiquetas
deed-follow = seguir tickets
deed-assign = asignar tickets
deed-claim = tomar tickets
deed-merge = fusionar y dividir tickets
deed-redact = reescribir lo que escribieron otros
deed-represent = actuar en nombre de otros
deed-rate = valorar el servicio

error-collision-by = { $id } cambió desde la última lectura; { $by } hizo esto:
hint-collision-by = verlo con git desk show { $id } y volver a intentarlo; --force escribe encima
error-claimed = { $ticket }lo tiene { $by } hasta { $until }
hint-claimed = esperar, preguntar a { $by } o añadir --force
error-own-link = { $ticket }un ticket no se puede enlazar consigo mismo
hint-own-link = indicar otro ticket con --to ID
error-own-merge = { $ticket }un ticket no se puede fusionar consigo mismo
hint-own-merge = indicar otro ticket con --into ID
error-merged = { $ticket }forma parte de { $into }
hint-merged = trabajar en { $into } o sacarlo con git desk unmerge
error-not-merged = { $ticket }no forma parte de otro ticket
hint-not-merged = ver los que sí: git desk list is:merged
error-no-message = { $ticket }no tiene ningún mensaje { $typed }, o varios cuyos identificadores empiezan así
hint-no-message = los identificadores de sus mensajes están en git desk show ID --json
error-large-file = { $ticket }{ $name } ocupa { $size } bytes; esta mesa de ayuda admite archivos de hasta { $limit }
hint-large-file = un administrador puede subir limits: attachment: en desk.yaml
error-unknown-attachment = { $id } no tiene ningún archivo { $name }
hint-unknown-attachment = tiene: { $known }
error-no-next-level = { $id }: nada dice a quién escala el grupo { $group }
error-no-group = { $id }: no tiene grupo, así que nada dice a quién escala
hint-no-group = indicar el grupo con --to GRUPO
hint-no-next-level = indicar el grupo con --to GRUPO o poner escalates_to: en config/groups.yaml

undone = deshecho: { $subject }
error-nothing-to-undo = no hay nada propio que deshacer
hint-nothing-to-undo = git desk log ID muestra quién hizo qué
error-overtaken = { $id }: alguien volvió a cambiar esto después:
hint-overtaken = fijarlo a mano con git desk edit { $id }

next-none = No hay nada en espera.
error-out-of-turn = { $ticket }un agente guiado toma el ticket que toca
hint-out-of-turn = git desk next muestra cuál es

triage-none = No hay tickets nuevos.
triage-place = Triaje: { $n } de { $all }
triage-space = espacio
triage-any-key = Pulsar una tecla para seguir.
triage-mine = para mí
triage-assign = asignar
triage-priority = prioridad
triage-type = tipo
triage-category = categoría
triage-group = grupo
triage-tag = etiquetar
triage-reply = responder
triage-note = anotar
triage-merge = fusionar con
triage-solve = resolver
triage-skip = saltar
triage-undo = deshacer
triage-next = siguiente
triage-quit = salir
prompt-reason = Motivo
prompt-category = Categoría
prompt-group = Grupo
prompt-tags = Etiquetas, separadas por espacios
prompt-person = Quién
