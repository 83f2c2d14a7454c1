# Lo que viene de fuera: informes de pruebas.
ci-counts = { $file } ({ $format }): { $tests ->
    [one] 1 prueba
   *[other] { $tests } pruebas
} (con fallo { $failed }, con error { $error }, inestables { $flaky }, omitidas { $skipped }, superadas { $passed })
ci-warning = Aviso: { $fault }
ci-outcome-failed = Fallo
ci-outcome-error = Error
ci-outcome-flaky = Inestable
ci-parent = por una prueba que contiene
ci-row-error = dice
ci-row-masked = enmascarado
ci-row-frame = llamada
ci-row-parts = se reconoce por
ci-row-key = clave de la prueba
ci-row-cause = clave de la causa
ci-no-cause = ninguna: no dice qué ocurrió

ci-run = Ejecución { $value }
ci-run-commit = commit { $value }
ci-run-branch = rama { $value }
ci-run-pull = solicitud de cambios { $value }
ci-run-job = trabajo { $value }

ci-groups = { $count ->
    [one] En conjunto, estos fallos son una sola cosa:
   *[other] En conjunto, estos fallos son { $count } cosas:
}
ci-group-test = prueba { $about }: { $failures ->
    [one] 1 fallo
   *[other] { $failures } fallos
} ({ $key })
ci-group-cause = causa «{ $about }»: { $tests } pruebas ({ $key })
ci-group-file = archivo { $about }: { $tests } pruebas ({ $key })

ci-fault-truncated = el archivo está cortado después del caso { $cases }; se leyó lo anterior
ci-fault-broken = el archivo no se puede leer a partir de la línea { $line }; { $cases ->
    [one] se leyó 1 caso anterior
   *[other] se leyeron { $cases } casos anteriores
}
ci-fault-odd = la línea { $line } no es como el formato exige
ci-fault-too-many = hay más de { $limit } pruebas; las demás no se leyeron
ci-fault-too-deep = no se leyó lo que está a más de { $limit } elementos de profundidad
ci-fault-no-plan = el archivo no dice cuántas pruebas debe haber; pueden faltar algunas
ci-fault-other-than-planned = se planearon { $planned } pruebas y se ejecutaron { $ran }
ci-fault-bailed-out = las pruebas se abandonaron: { $reason }

error-report-empty = { $path } está vacío
error-report-too-large = { $path } supera los { $limit } bytes
error-report-encoding = { $path }: no se conoce la codificación «{ $label }»
error-report-doctype = { $path } tiene un tipo de documento (DOCTYPE), que podría abrir otros archivos
hint-report-doctype = quitar el DOCTYPE del archivo; ningún informe de pruebas lo necesita
error-report-other = { $path } no es un informe de pruebas que se pueda leer: { $found }
error-report-not-this = { $path } no es un informe de pruebas hasta la línea { $line }
hint-report-not-this = los formatos son junit, tap, gotest, libtest y sarif; --as FORMATO dice cuál es
error-no-reports = nada debajo de { $path } parece un informe de pruebas
hint-no-reports = nombrar los archivos: git desk intake junit ARCHIVO…
error-bad-mask = la máscara «{ $mask }» no es una expresión regular o es demasiado grande
error-mask-groups = la máscara «{ $mask }» tiene { $found } grupos
hint-mask-groups = lo que se enmascara es el único grupo entre paréntesis; los demás empiezan con (?:
