# Personas, ajustes, doctor, uninstall: la mesa de ayuda y lo que la rodea.

# Personas.
people-none = Aún no hay nadie en config/people.yaml ni nada asignado.
error-unknown-colleague = nadie se llama «{ $typed }» aquí
hint-unknown-colleague = { $near }ver a todos: git desk people
field-person = persona
field-name = nombre
field-role = papel
field-groups = grupos
field-level = nivel
field-skills = habilidades
field-open_tickets = tickets sin resolver

# Ajustes.
config-default = (por defecto)
field-setting = ajuste
field-value = valor
field-source = origen
error-unknown-setting = no existe el ajuste «{ $name }»
hint-unknown-setting = los ajustes son { $known }

# Lo que quita uninstall.
trace-text = texto guardado
trace-file = archivo
trace-ref = referencia
trace-setting = ajuste
trace-attributes = líneas que dicen cómo fusionar
uninstall-nothing = No hay nada que quitar.
uninstall-branch = { $reference } se queda; git branch -D elimina una rama para siempre.
uninstall-texts = { $n ->
    [one] Hay guardado un texto que alguien escribió. ¿Quitarlo también?
   *[other] Hay guardados { $n } textos que alguien escribió. ¿Quitarlos también?
}
error-kept-texts = { $n ->
    [one] se perdería un texto que alguien escribió
   *[other] se perderían { $n } textos que alguien escribió
}
hint-kept-texts = verlos con git desk uninstall --dry-run; --force los quita

# Lo que encuentra doctor (familias doctor-<clase>, doctor-hint-<clase>).
doctor-well = Todo en orden.
doctor-worth-a-look = La mesa de ayuda funciona; algunas cosas merecen una mirada.
doctor-ill = Algo no funciona.
doctor-git = git { $found }, instalado
doctor-git-missing = git no está instalado o no está en PATH
doctor-git-old = git { $found } es demasiado antiguo
doctor-hint-git-missing = instalar git 2.31 o posterior
doctor-hint-git-old = instalar git 2.31 o posterior
doctor-identity = identidad: { $found }
doctor-identity-missing = git no sabe quién escribe
doctor-hint-identity-missing = git config --global user.name "Ana"; git config --global user.email ana@example.com
doctor-repository = repositorio: { $found }
doctor-repository-missing = aquí no: { $found }
doctor-hint-repository-missing = ir a un repositorio o nombrarlo con -C DIR
doctor-desk = la mesa de ayuda está en { $found }
doctor-desk-remote-only = la mesa de ayuda está solo en el remoto ({ $found })
doctor-hint-desk-remote-only = el siguiente comando que escriba la traerá
doctor-desk-missing = no hay mesa de ayuda en { $found }
doctor-hint-desk-missing = crearla: git desk init
doctor-desk-unreadable = la referencia de la mesa de ayuda no se puede leer: { $found }
doctor-hint-desk-unreadable = examinar el repositorio: git fsck
doctor-remote = remoto: { $found }, y tiene la mesa de ayuda
doctor-remote-none = sin remoto: los tickets se quedan en este clon
doctor-remote-without = el remoto { $found } no tenía la mesa de ayuda la última vez que se miró
doctor-hint-remote-without = publicarla: git push { $found } tickets
doctor-autosync = a cada cambio le sigue una sincronización automática (desk.autosync)
doctor-autosync-failed = la última sincronización automática falló: { $found }
doctor-hint-autosync-failed = ver qué dice: git desk sync
doctor-config = la configuración se puede leer
doctor-config-broken = la configuración no se puede leer ({ $found })
doctor-hint-config-broken = ver los fallos: git desk check
doctor-config-newer = la mesa de ayuda tiene el formato { $found }, que este git-desk no conoce
doctor-hint-config-newer = instalar un git-desk más nuevo
doctor-schemas = los esquemas de la rama son los de este programa
doctor-schemas-stale = esquemas de la rama que no son los de este programa: { $found }
doctor-hint-schemas-stale = renovarlos: git desk schema config --install
doctor-history = el historial está completo
doctor-history-shallow = el historial está recortado: los informes no lo cuentan
doctor-hint-history-shallow = completarlo: git fetch --unshallow
doctor-worktrees = árboles de trabajo en la rama: { $found }
doctor-worktrees-none = ningún árbol de trabajo tiene la rama
doctor-lock = no quedó ningún bloqueo
doctor-lock-left = quedó un bloqueo: { $found }
doctor-hint-lock-left = la siguiente escritura retira el nuestro; si espera, es de otro programa: quitar el archivo
doctor-clock = el reloj no va por detrás de la mesa de ayuda
doctor-clock-behind = el reloj va por detrás del último commit de la mesa de ayuda ({ $found })
doctor-hint-clock-behind = poner en hora esta máquina
doctor-texts = los textos que no se pudieron escribir están en { $found }
doctor-hint-texts = usarlos con -F FICHERO y después quitarlos
doctor-texts-none = ningún texto espera a ser escrito
doctor-time-zones = zonas horarias de { $found }
doctor-program = git encuentra el programa: { $found }
doctor-program-not-found = git-desk no está en PATH, así que git desk no funciona
doctor-hint-program-not-found = poner en PATH la carpeta de git-desk
doctor-man = páginas del manual: { $found }
doctor-man-missing = las páginas del manual no están instaladas, así que git help desk no muestra nada
doctor-hint-man-missing = instalarlas: git desk man --install
doctor-man-stale = las páginas del manual son de otra versión: { $found }
doctor-hint-man-stale = renovarlas: git desk man --install
doctor-completions = { $found } completa git desk
doctor-completions-unknown = desde aquí no se sabe si la terminal completa git desk
doctor-hint-completions-unknown = cómo hacerlo: git desk help completions
doctor-completions-missing = { $found } no completa git desk
doctor-hint-completions-missing = cómo hacerlo: git desk help completions
doctor-completions-stale = el autocompletado de { $found } es de otra versión
doctor-hint-completions-stale = cómo renovarlo: git desk help completions

error-not-admin = la configuración es para administradores; esto se hace como { $role }
hint-not-admin = los papeles están en config/people.yaml
