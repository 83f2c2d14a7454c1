# Lo que hizo sync.
sync-received = { $n ->
    [one] { $remote }: llegó 1 cambio
   *[other] { $remote }: llegaron { $n } cambios
}
sync-met = { $n ->
    [0] Fusionado; ningún ticket cambió en ambos lados
    [one] Fusionado; 1 ticket cambió en ambos lados
   *[other] Fusionado; { $n } tickets cambiaron en ambos lados
}
sync-squashed = { $branch } se fusionó con squash: sus cambios son un solo commit en el remoto y uno solo en la historia
sync-followed = { $ticket } sigue donde terminó un ticket cerrado: su solicitante había escrito mientras tanto
sync-collected = { $n ->
    [one] 1 entrega de la bandeja está ya en el desk
   *[other] { $n } entregas de la bandeja están ya en el desk
}
sync-set-aside = { $n ->
    [one] 1 entrega quedó apartada: git desk collect --quarantine
   *[other] { $n } entregas quedaron apartadas: git desk collect --quarantine
}
sync-homeless = Los tickets aún no reciben números (#142): con home: { $remote } en desk.yaml se dan en { $remote }
sync-numbered = { $n ->
    [one] 1 ticket recibió un número
   *[other] { $n } tickets recibieron números
}
sync-renumbered = #{ $was } se dio dos veces: { $ticket } es ahora #{ $now }
sync-published = { $n ->
    [one] { $remote }: 1 cambio publicado
   *[other] { $remote }: { $n } cambios publicados
}
sync-aside = { $n ->
    [one] 1 cambio está en { $branch }; desde ahí se abre una solicitud de fusión
   *[other] { $n } cambios están en { $branch }; desde ahí se abre una solicitud de fusión
}
sync-same = { $remote } y este clon tienen lo mismo
sync-lost = { $n ->
    [one] 1 valor no cuenta, porque otra persona lo cambió después o cerró el ticket; queda en la historia:
   *[other] { $n } valores no cuentan, porque otra persona los cambió después o cerró el ticket; quedan en la historia:
}
sync-unreadable = Una versión que no se puede leer queda en { $path }
sync-kept = { $n ->
    [one] 1 cambio queda aquí para el próximo sync
   *[other] { $n } cambios quedan aquí para el próximo sync
}
unpublished = { $n ->
    [one] Hay 1 cambio sin publicar: git desk sync
   *[other] Hay { $n } cambios sin publicar: git desk sync
}
unpublished-many = Hay { $n } cambios o más sin publicar: git desk sync
autosync-failed = La última sincronización automática falló: { $cause }
