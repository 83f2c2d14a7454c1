# Las vistas guardadas y lo que puede fallar con ellas.

views-none = No hay vistas guardadas.
view-shared = compartida
view-personal = propia
view-saved = Vista { $name } ({ $whose }): guardada
view-removed = Vista { $name } ({ $whose }): eliminada

error-unknown-view = no existe la vista «{ $name }»
hint-unknown-view = { $nearest ->
    [none] las vistas son { $known }; git desk view muestra sus consultas
   *[other] ¿quizá { $nearest }?
}
error-bad-view-name = «{ $name }» no puede ser el nombre de una vista
hint-bad-view-name = usar minúsculas sin acento, cifras y guiones, como my-desk; save y remove están reservados
error-bad-view = vista { $name }: { $fault }
hint-bad-view = guardarla con otra consulta: git desk view save { $name } CONSULTA
error-view-forbidden = el rol { $role } no puede cambiar las vistas compartidas
hint-view-forbidden = puede hacerlo un líder o un administrador; sin --shared la vista es solo propia
error-view-elsewhere = la vista { $name } no está en la configuración de git de este repositorio
hint-view-elsewhere = git config --show-origin --get desk.view.{ $name } dice dónde está
error-unwanted = sobra «{ $word }»
