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
