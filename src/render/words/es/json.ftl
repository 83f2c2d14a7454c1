# JSON ajeno: respuestas, cuerpos de webhooks y los mapas que los leen.

error-json-empty = { $path } está vacío
error-json-too-large = { $path } ocupa más de { $limit } bytes
error-json-too-many = { $path } contiene más de { $limit } documentos
error-no-json = { $path } no es JSON a partir de la línea { $line }, columna { $column }
error-json-cut = { $path } está cortado: su JSON no termina
error-no-answers = { $path } no contiene respuestas
hint-no-answers = las respuestas son un objeto: {"{"}"ID": "respuesta", …{"}"}; git desk form NOMBRE muestra los id
error-many-answers = { $path } contiene más de { $limit } respuestas
error-no-answer = lo que { $path } contiene para «{ $key }» no es una respuesta
hint-no-answer = una respuesta es un texto, un número, true, una lista de opciones, o un objeto de opciones con true y false

error-not-of-form = { $path } no responde a ninguna pregunta del formulario { $form }
hint-not-of-form = cada respuesta va debajo de un título «### Pregunta»; git desk form muestra las preguntas
the-map = el mapa
error-broken-map = en { $path }: { $fault }
hint-broken-map = docs/webhooks.md explica qué contiene un mapa
error-expression = { $path }, línea { $line }, columna { $column }, { $key }: { $said }
hint-expression = docs/webhooks.md explica los mapas; default("") sustituye lo que no está
expression-syntax = no es una expresión
expression-undefined = eso no está en el cuerpo
expression-fuel = esto tarda demasiado
expression-failed = esto no se puede hacer
error-map-value = { $key } no puede ser { $found }
error-map-word = { $key } no puede ser «{ $found }»; puede ser { $known }
error-map-long = { $key } es demasiado largo
error-map-no-title = el mapa no da ningún título
error-map-nothing-resolved = ha terminado, pero el mapa no da ni external ni fingerprint
error-map-too-many = más de { $limit } elementos en un documento; el resto queda fuera
expected-form-expression = una expresión
intake-why-skipped = el mapa lo deja de lado
intake-why-nothing-open = ha terminado, y ningún ticket sin resolver trata de ello
