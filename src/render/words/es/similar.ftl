# Tickets parecidos.

similar-none = Ningún ticket se le parece.
similar-shared = { $percent } % parecido: { $terms }
similar-looks-like = Se parece a algo que ya existe:
similar-prompt = Qué hacer
similar-file = Crear un ticket nuevo
similar-add = Añadirlo a { $ticket }
similar-show = Mostrar { $ticket }
similar-hint = se parece a { $tickets }
