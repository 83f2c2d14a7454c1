# Lo que `show` dice de un ticket además de sus campos: los enlaces con sus dos extremos, y la conversación.

## Enlaces, cada tipo y cómo lo llama el otro ticket (familia link-<tipo>)
link-related = relacionado con
link-duplicates = duplica a
link-duplicated-by = duplicado por
link-blocks = bloquea a
link-blocked-by = bloqueado por
link-incident-of = incidente de
link-problem-of = problema de
link-follow-up-of = seguimiento de
link-followed-up-by = continuado en
link-split-from = dividido de
link-recurs = repite
link-recurred-as = repetido como
link-split-into = dividido en
link-unknown-end = «{ $kind }» en

## Encabezados de listas estrechas
short-priority = Prior.
short-assignee = Agente
short-updated = Hace

## La página
field-claim = tomado
field-attachments = adjuntos
field-merged_from = fusionados aquí
show-written-in = escrito en { $ticket }
