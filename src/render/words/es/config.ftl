# Lo que una mesa declara en config/: clases de cosas (familia what-<code>) y qué falla en los ficheros.

what-status = estado
what-message = mensaje
what-person = persona
what-group = grupo
what-organization = organización
what-domain = dominio
what-category = categoría
what-field = campo
what-choice = opción
what-transition = transición

yaml-fault-circle = { $place }: { $names } vuelve al principio ({ $what })
expected-form-domain = un dominio como acme.com
expected-form-field = un nombre de letras, cifras, - y _
expected-form-category = una ruta como pagos/compra
expected-form-number = un número
expected-form-max = no menor que min
expected-form-choices = una lista de palabras sin comas

fault-no-such = no existe «{ $name }» ({ $what })
fault-no-such-near = no existe «{ $name }» ({ $what }); sí existe «{ $nearest }»
fault-alike = { $name } y { $other } se confunden

schemas-current = Los esquemas de la rama son los de este git-desk.
