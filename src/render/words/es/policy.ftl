# Políticas de nivel de servicio: lo que no está bien en config/sla.yaml.

what-policy = política
what-calendar = calendario
expected-form-duration = una duración como 30m, 4h o PT4H
expected-form-mask = una expresión regular con un grupo entre paréntesis
expected-form-regexp = una expresión regular
expected-form-warning = una parte del objetivo como 80%, o el tiempo que queda como 30m
expected-form-target = un objetivo por prioridad o por defecto, como default: 4h
expected-form-targets = objetivos de al menos una métrica, como first_reply: 4h
expected-form-filter = una consulta, pues solo la última política puede prescindir de ella
yaml-fault-shadowed = { $place }: nunca se llega a «{ $name }», pues «{ $by }» va antes y se lo lleva todo

error-bad-policy = { $path }: { $place }: el filtro de la política «{ $name }» no se puede usar: { $fault }
hint-bad-policy = corregir esa línea; `git desk check` dice después si lo demás está en orden
error-no-revision = no hay ningún commit de la mesa en «{ $revision }»
hint-no-revision = indicar un commit de la rama de la mesa, o una fecha en la que la mesa ya existía, como 2026-10-01
fault-bad-policy = el filtro de la política «{ $name }» no se puede usar: { $fault }
fault-in-days = un día son 24 horas de reloj en marcha, así que { $written } equivale a { $days ->
    [one] un día
   *[other] { $days } días
 } de este calendario
