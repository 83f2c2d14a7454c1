# Lo que dice la mesa de ayuda cuando hizo algo, y lo que lo rodea.

unchanged = sin cambios
dry-run = se haría, pero no se escribió nada (--dry-run):
followed-up = { $source } está cerrado: esto pasó a su ticket de seguimiento
worktree-behind = el árbol de trabajo { $dir } tiene la rama activa y no se pudo actualizar; se arregla con: git -C { $dir } restore --source=HEAD --staged --worktree .
clock-behind = advertencia: el reloj va más de un día por detrás del último commit de la mesa de ayuda
broken-tickets = { $count ->
    [one] advertencia: no se puede leer un ticket:
   *[other] advertencia: no se pueden leer { $count } tickets:
}
my-desk-empty = Nada requiere atención ahora.
my-desk-more = { $count ->
    [one] … y uno más: git desk list
   *[other] … y { $count } más: git desk list
}
edit-help = Escribir el texto por encima de esta línea; un texto vacío no escribe nada.
    { $about }
prompt-title = Asunto

init-created = La mesa de ayuda está lista en { $reference }.
init-adopted = La mesa de ayuda del remoto está ahora en { $reference }.
init-present = Ya hay una mesa de ayuda en { $reference }.
init-would-create = Se crearía una mesa de ayuda en { $reference }.
init-next = A continuación: git desk new "La impresora está en llamas" -m "De verdad." && git desk list
init-unreachable = no se pudo preguntar a { $remote } si tiene mesa de ayuda ({ $cause }); esta se unirá en la primera sincronización
