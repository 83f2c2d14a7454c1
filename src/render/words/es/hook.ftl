# Las fusiones como las ve check, y los hooks de un servidor.

fault-merge = fusión impropia: tiene { $keys } de otro modo que lo que resulta de sus padres
fault-merge-broken = fusión impropia: dejó este ticket ilegible
fault-merge-form = la fusión dice lo que debe, en otra forma
fault-merge-file = fusión impropia: tiene este archivo de otro modo que lo que resulta de sus padres
fault-unrelated = los padres de esta fusión no tienen ningún commit en común
fault-kept = el texto de una versión ilegible, guardado al fusionar el ticket
fault-same-number = el número { $number } ya es el de { $other }
fault-hint-merge = fusionar con git desk sync y cambiar los tickets en commits propios
fault-hint-unrelated = toda mesa de ayuda empieza con el commit de git desk init; clonar la mesa en lugar de crear otra
fault-hint-kept = llevar al ticket lo que falte y después quitar el archivo
