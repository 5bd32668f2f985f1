//! Spanish.

use super::{Pages, Steps};
use crate::model::Kind;

pub(super) const PAGES: Pages = Pages {
    own_name: "Español",
    skip: "Ir al contenido",
    menu: "Sitio",
    languages: "Idiomas",

    deadlines: "Plazos",
    meetings: "Reuniones",
    calendars: "Calendarios",
    groups: "Grupos",
    views: "Selecciones",
    changed: "Cambios",
    none_to_come: "No hay plazos próximos.",
    none_shown: "El plan no contiene nada de lo seleccionado.",
    find: "Buscar reuniones, plazos y grupos",
    none_found: "Nada aquí contiene estas palabras.",
    on_now: "Ahora y a continuación",
    all_deadlines: "Todos los plazos",
    today: "hoy",
    now: "en curso",

    plan: "Plan de trabajo",
    geneva: "Salvo indicación contraria, las horas son las de Ginebra.",
    session_and_time: "Sesión y horario",
    session: |slot| format!("Sesión {slot}"),
    lunch: "Almuerzo",
    key: "Leyenda",
    tentative: "por confirmar",
    cancelled: "cancelada",
    postponed: "aplazada",
    about: "Acerca de la reunión",
    days: "Fechas",
    place: "Lugar",
    note: "Nota",
    letter: "Carta",
    links: "Enlaces",
    available: "disponible",
    unavailable: "no disponible",
    rgms: "Reuniones de Grupos de Relator",
    show: "Mostrar",
    kind: |kind| match kind {
        Kind::Meeting => "Reunión",
        Kind::Registration => "Inscripción",
        Kind::Plenary => "Sesiones plenarias",
        Kind::Session => "Sesiones",
        Kind::Rgm => "Reuniones de Grupos de Relator",
        Kind::Workshop => "Talleres",
        Kind::Social => "Actos sociales",
        Kind::Lunch => "Almuerzos",
        Kind::Deadline => "Plazos",
    },
    print: "Imprimir",
    zone: "Huso horario",
    my_zone: "Mi huso horario",
    filter: "Filtrar",
    search: "Buscar por título, sala o grupo",
    all: "Todo",
    none: "Nada",
    just: "solo",
    rooms: "Salas",
    no_room: "sin sala",
    last_changed: "Última modificación",
    more: |more| format!("y {more} más"),

    subscribe: "Suscribirse",
    subscribe_to: |name| format!("Suscribirse a {name}"),
    subscribe_lead: "El calendario se mantiene al día por sí solo: si una sesión cambia de hora aquí, cambia también en su programa.",
    address: "Dirección del calendario",
    webcal: "Apple, Thunderbird, Outlook clásico",
    google_form: "Google: pegar la dirección",
    copy: "Copiar enlace",
    copied: "Copiado",
    download: "Archivo de calendario (.ics)",
    no_address: "Para ofrecer enlaces de suscripción con un clic, la secretaría indica la dirección de este sitio en base_url, en timeplan.yaml. Entretanto, copie la dirección de este archivo:",
    group_calendars: "Calendarios de los grupos participantes",

    own_view: "Componer un calendario propio",
    own_view_lead: "Elija un calendario y lo que le interesa de él. Obtendrá una dirección a la que suscribirse en cualquier programa de calendario.",
    calendar: "Calendario",
    only: "Mostrar solo",
    only_lead: "Si no se marca nada, se muestra todo. De lo contrario, un evento se muestra si le corresponde al menos una casilla marcada: un grupo o una categoría de eventos.",
    everyone: "Con lo que concierne a todos",
    leave_out: "Excluir",
    leave_out_lead: "Lo que corresponde a una casilla marcada aquí se excluye, sea lo que sea lo marcado más arriba.",
    kinds: "Categorías de eventos",
    other_terms: "Otros criterios",
    language: "Idioma",
    alarm: "Recordatorio antes de cada sesión",
    no_alarm: "ninguno",
    alarms: ["5 minutos", "15 minutos", "30 minutos", "1 hora", "1 día"],
    make_view: "Mostrar mi calendario",
    own_result: "Su calendario",
    not_chosen: "Aquí aparecerán la dirección, el número de eventos y las sesiones que coinciden en el tiempo.",
    count: "Número de eventos",
    empty: "Por ahora nada corresponde a esta selección.",
    too_long: |length, most| {
        format!(
            "Esta dirección tiene {length} caracteres, y los programas admiten {most} como máximo. Marque menos casillas: una Comisión de Estudio o una reunión en lugar de muchas Cuestiones."
        )
    },
    not_possible: "Esta selección no es posible:",
    clashes: "Al mismo tiempo",
    no_clashes: "Ninguna de estas sesiones coincide en el tiempo con otra.",
    more_clashes: "Otras coincidencias",

    missing: "No se ha encontrado",
    missing_lead: "No hay nada en esta dirección.",

    help: "Cómo suscribirse",
    help_lead: "Cada calendario de este sitio tiene una dirección que termina en .ics, junto a la cual hay enlaces para Outlook, Google y Apple. En cualquier otro programa, copie la dirección y proceda como sigue.",
    programs: [
        Steps {
            program: "Outlook (nuevo) y Outlook en la Web",
            steps: &[
                "Abra Calendario y elija Agregar calendario.",
                "Elija Suscribirse desde la web y pegue la dirección, que debe empezar por https://.",
                "Dé un nombre al calendario y elija Importar.",
            ],
        },
        Steps {
            program: "Outlook (clásico) para Windows",
            steps: &[
                "Elija Archivo › Configuración de la cuenta › Configuración de la cuenta › Calendarios de Internet › Nuevo.",
                "Pegue la dirección, elija Agregar y después Aceptar.",
            ],
        },
        Steps {
            program: "Google Calendar",
            steps: &[
                "En un computador, abra calendar.google.com. La aplicación móvil no permite suscribirse.",
                "Junto a Otros calendarios, elija + › Desde URL.",
                "Pegue la dirección y elija Añadir calendario.",
            ],
        },
        Steps {
            program: "Calendario de Apple en un Mac",
            steps: &[
                "Elija Archivo › Nueva suscripción a calendario.",
                "Pegue la dirección y elija Suscribirse.",
                "Ajuste la actualización automática a cada hora; de lo contrario puede ser semanal.",
            ],
        },
        Steps {
            program: "iPhone y iPad",
            steps: &[
                "Abra Calendario › Calendarios › Añadir calendario › Añadir calendario con suscripción.",
                "Pegue la dirección y elija Suscribirse.",
            ],
        },
        Steps {
            program: "Thunderbird",
            steps: &[
                "Elija Nuevo calendario › En la red.",
                "Deje vacío el nombre de usuario, pegue la dirección y elija Buscar calendarios.",
                "Elija Suscribirse.",
            ],
        },
        Steps {
            program: "Nextcloud",
            steps: &[
                "En Calendario, elija Añadir › Nueva suscripción desde enlace (solo lectura).",
                "Pegue la dirección y confirme.",
            ],
        },
    ],
    import: "Importar un archivo en Outlook",
    imports: [
        Steps {
            program: "Outlook (nuevo) y Outlook en la Web",
            steps: &[
                "Descargue el archivo de calendario (.ics).",
                "Abra Calendario y elija Agregar calendario › Cargar desde archivo.",
                "Elija el archivo y el calendario que recibirá los eventos y, a continuación, Importar.",
            ],
        },
        Steps {
            program: "Outlook (clásico) para Windows",
            steps: &[
                "Descargue el archivo de calendario (.ics).",
                "Elija Archivo › Abrir y exportar › Importar o exportar.",
                "Elija Importar un archivo iCalendar (.ics) o vCalendar (.vcs) y, a continuación, el archivo.",
                "Elija Abrir como nuevo en lugar de Importar, para poder eliminarlo entero.",
            ],
        },
    ],
    why: "Por qué es mejor suscribirse",
    reasons: &[
        "Un archivo importado no vuelve a cambiar: una sesión que se traslada conserva en su calendario la hora antigua, y una que se cancela sigue en él.",
        "Outlook clásico añade cada evento por segunda vez si el archivo se importa de nuevo.",
        "Un calendario suscrito es un calendario aparte: se puede ocultar, colorear y eliminar de una vez.",
    ],
    news: "Cuándo se ven los cambios",
    news_of: &[
        "Los programas se actualizan a su propio ritmo: Outlook cada tres horas aproximadamente, Google en el plazo de un día, Apple y Thunderbird según sus ajustes.",
        "Poco antes de una reunión, las páginas de este sitio son la fuente más segura.",
    ],
};
