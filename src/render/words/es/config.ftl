# Lo que una mesa declara en config/: clases de cosas (familia what-<code>) y qué falla en los archivos.

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

# Nombres y campos que no encajan en lo que declara la mesa de ayuda.
error-unknown-group = { $ticket }no existe el grupo «{ $name }»
hint-unknown-group = grupos de config/groups.yaml: { $known }
error-unknown-category = { $ticket }no existe la categoría «{ $name }»
hint-unknown-category = categorías de config/categories.yaml: { $known }
error-unknown-organization = { $ticket }no existe la organización «{ $name }»
hint-unknown-organization = organizaciones de config/organizations.yaml: { $known }
error-unknown-field = { $ticket }no existe el campo personalizado «{ $name }»
hint-unknown-field = campos de config/fields.yaml: { $known }
error-bad-field-value = { $ticket }{ $field } admite { $expected }, no «{ $found }»
hint-bad-field-value = lo que admiten los campos está en config/fields.yaml
error-unknown-choice = { $ticket }{ $field } no tiene la opción «{ $found }»
hint-unknown-choice = opciones: { $known }
error-out-of-range = { $ticket }{ $field } admite un número { $range }, no { $found }
error-unknown-person = { $ticket }{ $field }: nadie se llama «{ $found }»
hint-unknown-person = { $near }admite una dirección o a alguien de config/people.yaml
error-missing-fields = { $ticket }falta rellenar: { $fields }
hint-missing-fields = añadir { $flags }
error-missing-fields-to-solve = { $ticket }falta rellenar antes de resolver: { $fields }
hint-missing-fields-to-solve = git desk edit ID { $flags } y repetir
error-field-not-here = { $ticket }{ $field } existe solo con { $needs }
hint-field-not-here = fijarlo antes, o en el mismo comando
takes-text = un texto
takes-number = un número
takes-choice = una palabra
takes-multi = una lista de palabras
takes-date = una fecha como 2026-11-20
takes-duration = una duración como 1h30m
takes-person = una persona
takes-version = una versión como 2.10.1
takes-url = una dirección como https://example.com
range-both = de { $least } a { $most }
range-least = de { $least } o más
range-most = de { $most } o menos
