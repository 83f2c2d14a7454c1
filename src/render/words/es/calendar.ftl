# Calendars of business hours: what is wrong with their files (family other-file-<code>), and how they are shown.

what-zone = zona horaria
what-hours = horas

yaml-fault-overlap = { $place }: { $first } y { $second } se solapan
yaml-fault-empty = { $place }: { $path } no tiene { $what }
yaml-fault-other-file = { $place }: { $file }: { $why }

expected-form-interval = un par de horas como ["09:00", "17:00"]
expected-form-interval-of-a-day = un intervalo que termine después de empezar, a las 24:00 como muy tarde (un horario que pasa de medianoche es un intervalo en cada día)
expected-form-clock = una hora del día entre 00:00 y 24:00
expected-form-date = una fecha como 2026-12-25
expected-form-inner-path = la ruta de un archivo de este directorio o de los que contiene
expected-form-calendar-name = un nombre distinto de 24x7, que existe siempre

other-file-missing = no existe ese archivo
other-file-unreadable = no se puede leer
other-file-outside = está fuera del directorio del archivo que lo nombra
other-file-large = ocupa más de 4 MiB
other-file-no-calendar = no es un archivo iCalendar, o está incompleto
other-file-deep = demasiados componentes unos dentro de otros
other-file-line = esta línea no dice nada a un lector de calendarios
other-file-date = no es una fecha
other-file-rule = no se entiende esta repetición (RRULE)
other-file-many = más días de los que puede tener un calendario de festivos

calendar-column-date = Fecha
calendar-column-day = Día
calendar-column-hours = Horario
calendar-column-length = Duración
calendar-column-why = Motivo
calendar-no-hours = cerrado
calendar-holiday = festivo
calendar-break = descanso
calendar-override = horario especial
calendar-open-in = Abierto desde { $from } hasta { $until }: { $open }
calendar-rules = reglas de zonas horarias { $version }
calendar-open = { $until ->
    [none] abierto
   *[other] abierto hasta { $until }
}
calendar-closed = { $until ->
    [none] cerrado, y no quedan horas
   *[other] cerrado hasta { $until }
}
calendar-no-hours-left = no quedan horas


error-unknown-calendar = no existe el calendario «{ $name }»
hint-unknown-calendar = los calendarios son { $known }; están en config/calendars.yaml
error-unknown-calendar-near = no existe el calendario «{ $name }»
hint-unknown-calendar-near = ¿quizá { $nearest }?
error-broken-calendar = en { $path }: { $fault }
hint-broken-calendar = corregir el archivo; git desk schema calendars-file dice qué admite
error-which-calendar = nada indica qué calendario
hint-which-calendar = añadir --calendar NOMBRE: { $known }
error-no-calendars = la mesa no tiene calendarios
hint-no-calendars = declarar uno en config/calendars.yaml; o añadir --calendar 24x7, o --file ARCHIVO
error-needs-now = «{ $value }» depende del momento presente
hint-needs-now = escribir fecha y hora, o indicar el presente con --now MOMENTO
error-bad-duration = «{ $value }» no es una duración
hint-bad-duration = escribir 90s, 15m, 4h, 3d, 2w, 1h30m o PT4H
