# intake: qué se hizo con cada correo, y por qué.
intake-why-stranger = quien lo envía no participa en el ticket: se guarda como interno
intake-why-machine = { $kind }: se guarda como interno y no cambia nada
intake-why-own-mail = volvió un correo de la propia mesa de ayuda
intake-why-too-many = quien lo envía manda demasiados: se guarda como interno
intake-why-no-mail = { $kind }
intake-machine-bounce = un aviso de correo no entregado
intake-machine-auto-reply = una respuesta automática
intake-machine-bulk = correo masivo
intake-machine-loop = correo de una mesa de ayuda
intake-no-mail-too-large = es mayor de lo que puede ser un correo: { $limit } bytes
intake-no-mail-empty = no hay nada dentro
intake-no-mail-no-headers = no es un correo: no tiene cabeceras
