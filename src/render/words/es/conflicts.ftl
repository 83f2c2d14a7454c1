# Lo que no cuenta, y el controlador para las fusiones propias de git.
conflicts-said = No cuenta:
conflicts-counts = Cuenta:
conflicts-nothing = (nada: se quitó)
conflicts-redacted = (censurado)
conflicts-none = Nada de lo dicho quedó sin efecto.
conflicts-kept = Una versión ilegible se conserva como { $path }
conflicts-more = { $n ->
    [one] 1 más; con --limit se elige cuántos se muestran
   *[other] { $n } más; con --limit se elige cuántos se muestran
}
driver-installed = Desde ahora git fusiona los tickets y la configuración campo a campo, en todos los worktrees de este repositorio. Para retirarlo: `git desk merge-driver --uninstall`.
driver-removed = git vuelve a fusionar los tickets y la configuración como cualquier otro archivo.
driver-absent = El controlador de fusión no estaba instalado aquí.
driver-overruled = { $path }: { $key } cambió en ambos lados; cuenta lo que se pone encima
