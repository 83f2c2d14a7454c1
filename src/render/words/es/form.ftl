# Los formularios: lo que se pregunta a quien crea un ticket.

forms-none = No hay formularios. Cada archivo forms/NOMBRE.yml de la rama es uno; los de las incidencias de GitHub sirven tal cual.
forms-legend = * respuesta obligatoria
form-takes-line = una línea
form-takes-lines = texto
form-takes-one = una de estas opciones
form-takes-some = cualesquiera de estas opciones
form-takes-boxes = casillas que marcar
form-takes-files = archivos
form-required = obligatorio
what-element = elemento del formulario
expected-form-element-id = un id de letras sin acento, cifras, - y _
expected-form-type-dropdown = un dropdown de elección única cuyas opciones sean question, incident, problem, task
expected-form-priority-dropdown = un dropdown de elección única cuyas opciones sean low, normal, high, urgent

error-unknown-form = no existe el formulario «{ $name }»
hint-unknown-form = los formularios son { $known }; git desk form muestra lo que preguntan
error-unknown-form-near = no existe el formulario «{ $name }»
hint-unknown-form-near = ¿quizá { $nearest }?
error-no-forms = no existe el formulario «{ $name }»: no hay ninguno
hint-no-forms = ponerlo en la rama como forms/{ $name }.yml; los de las incidencias de GitHub sirven tal cual
error-unknown-answer = el formulario { $form } no pregunta «{ $name }»
hint-unknown-answer = pregunta { $known }

ask-required = la respuesta es obligatoria
ask-editor =
    Escribir la respuesta encima de esta línea; un texto vacío no responde nada.

    { $about }
ask-none = (sin respuesta)
ask-space = espacio marca, intro sigue

form-required-to-solve = obligatorio para resolver
form-only-when = solo con { $condition }
form-for-brands = Para { $brands }
fault-strange-language = nadie conoce el lenguaje «{ $name }» de este bloque de código
fault-strange-language-near = nadie conoce el lenguaje «{ $name }» de este bloque de código; ¿quizá { $nearest }?

error-other-brand = el formulario { $form } es para { $brands }
hint-other-brand = elegir una de estas marcas con --brand, u otro formulario
ask-file = nombre de un archivo; vacío termina
ask-no-file = no existe ese archivo
