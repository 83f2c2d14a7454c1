# intake: qué fue de cada cosa y por qué.
intake-nothing = No había nada que registrar.
intake-did-created = registrado
intake-did-updated = añadido
intake-did-reopened = reabierto
intake-did-followed-up = registrado de nuevo
intake-did-duplicate = ya conocido
intake-did-suppressed = sin cambios
intake-did-refused = rechazado
intake-did-handed-in = entregado
intake-why-new = no se sabía nada de ello
intake-why-seen-again = el ticket sabe ahora que se vio otra vez
intake-why-message = como mensaje
intake-why-known = el ticket ya lo tiene
intake-why-follow-up = continúa el ticket cerrado { $source }
intake-why-nothing-seen = ningún ticket sin resolver tiene la huella { $fingerprint }
intake-why-waits = espera en { $remote } a ser recogido
