//! French.

use super::{Pages, Steps};
use crate::model::Kind;

pub(super) const PAGES: Pages = Pages {
    own_name: "Français",
    skip: "Aller au contenu",
    menu: "Site",
    languages: "Langues",

    deadlines: "Échéances",
    meetings: "Réunions",
    calendars: "Calendriers",
    groups: "Groupes",
    views: "Sélections",
    changed: "Modifications",
    none_to_come: "Aucune échéance à venir.",
    none_shown: "Rien de ce qui est sélectionné ne figure au calendrier des travaux.",
    find: "Chercher une réunion, une échéance, un groupe",
    none_found: "Rien ici ne contient ces mots.",
    on_now: "En cours et à venir",
    all_deadlines: "Toutes les échéances",
    today: "aujourd’hui",
    now: "en cours",

    plan: "Calendrier des travaux",
    geneva: "Sauf indication contraire, les heures sont celles de Genève.",
    session_and_time: "Séance et horaire",
    session: |slot| format!("Séance {slot}"),
    lunch: "Déjeuner",
    key: "Légende",
    tentative: "à confirmer",
    cancelled: "annulée",
    postponed: "reportée",
    about: "À propos de la réunion",
    days: "Dates",
    place: "Lieu",
    note: "Note",
    letter: "Lettre",
    links: "Liens",
    available: "assurée",
    unavailable: "non assurée",
    rgms: "Réunions de Groupes de Rapporteur",
    show: "Afficher",
    kind: |kind| match kind {
        Kind::Meeting => "Réunion",
        Kind::Registration => "Enregistrement",
        Kind::Plenary => "Séances plénières",
        Kind::Session => "Séances",
        Kind::Rgm => "Réunions de Groupes de Rapporteur",
        Kind::Workshop => "Ateliers",
        Kind::Social => "Réceptions",
        Kind::Lunch => "Déjeuners",
        Kind::Deadline => "Échéances",
    },
    print: "Imprimer",
    zone: "Fuseau horaire",
    my_zone: "Mon fuseau horaire",
    filter: "Filtrer",
    search: "Chercher un titre, une salle, un groupe",
    all: "Tout",
    none: "Rien",
    just: "seul",
    rooms: "Salles",
    no_room: "sans salle",
    last_changed: "Dernière modification",
    more: |more| format!("et {more} de plus"),

    subscribe: "S’abonner",
    subscribe_to: |name| format!("S’abonner à {name}"),
    subscribe_lead: "Le calendrier se met à jour de lui-même\u{a0}: une séance déplacée ici l’est aussi dans votre logiciel.",
    address: "Adresse du calendrier",
    webcal: "Apple, Thunderbird, Outlook classique",
    google_form: "Google\u{a0}: coller l’adresse",
    copy: "Copier le lien",
    copied: "Copié",
    download: "Fichier de calendrier (.ics)",
    no_address: "Pour proposer des liens d’abonnement en un clic, le secrétariat indique l’adresse de ce site sous base_url dans timeplan.yaml. En attendant, copiez l’adresse de ce fichier :",
    group_calendars: "Calendriers des groupes participants",

    own_view: "Composer son propre calendrier",
    own_view_lead: "Choisissez un calendrier et ce qui vous y concerne. Vous obtenez une adresse à laquelle s’abonner dans tout logiciel de calendrier.",
    calendar: "Calendrier",
    only: "Afficher seulement",
    only_lead: "Si rien n’est coché, tout est affiché. Sinon, un événement est affiché s’il correspond à au moins une case cochée\u{a0}: un groupe ou une catégorie d’événements.",
    everyone: "Avec ce qui concerne tout le monde",
    leave_out: "Exclure",
    leave_out_lead: "Ce qui correspond à une case cochée ici est exclu, quoi qu’il soit coché plus haut.",
    kinds: "Catégories d’événements",
    other_terms: "Autres critères",
    language: "Langue",
    alarm: "Rappel avant chaque séance",
    no_alarm: "aucun",
    alarms: ["5 minutes", "15 minutes", "30 minutes", "1 heure", "1 jour"],
    make_view: "Afficher mon calendrier",
    own_result: "Votre calendrier",
    not_chosen: "Ici figureront l’adresse, le nombre d’événements et les séances qui ont lieu en même temps.",
    count: "Nombre d’événements",
    empty: "Pour l’instant, rien ne correspond à ce choix.",
    too_long: |length, most| {
        format!(
            "Cette adresse compte {length} caractères, et les logiciels en acceptent {most} au plus. Cochez moins de cases\u{a0}: une commission d’études ou une réunion plutôt que de nombreuses Questions."
        )
    },
    not_possible: "Ce choix n’est pas possible\u{a0}:",
    clashes: "En même temps",
    no_clashes: "Aucune de ces séances n’a lieu en même temps qu’une autre.",
    more_clashes: "Autres cas",

    missing: "Introuvable",
    missing_lead: "Il n’y a rien à cette adresse.",

    help: "Comment s’abonner",
    help_lead: "Chaque calendrier de ce site a une adresse qui se termine par .ics, accompagnée de liens pour Outlook, Google et Apple. Pour tout autre logiciel, copiez l’adresse et procédez comme suit.",
    programs: [
        Steps {
            program: "Outlook (nouveau) et Outlook sur le web",
            steps: &[
                "Ouvrez Calendrier et choisissez Ajouter un calendrier.",
                "Choisissez S’abonner à partir du web et collez l’adresse. Elle doit commencer par https://.",
                "Donnez un nom au calendrier et choisissez Importer.",
            ],
        },
        Steps {
            program: "Outlook (classique) pour Windows",
            steps: &[
                "Choisissez Fichier › Paramètres du compte › Paramètres du compte › Calendriers Internet › Nouveau.",
                "Collez l’adresse, choisissez Ajouter, puis OK.",
            ],
        },
        Steps {
            program: "Google Agenda",
            steps: &[
                "Sur un ordinateur, ouvrez calendar.google.com. L’application mobile ne permet pas de s’abonner.",
                "À côté de Autres agendas, choisissez + › À partir de l’URL.",
                "Collez l’adresse et choisissez Ajouter un agenda.",
            ],
        },
        Steps {
            program: "Calendrier d’Apple sur Mac",
            steps: &[
                "Choisissez Fichier › Nouvel abonnement à un calendrier.",
                "Collez l’adresse et choisissez S’abonner.",
                "Réglez l’actualisation automatique sur toutes les heures\u{a0}; sinon elle peut n’être qu’hebdomadaire.",
            ],
        },
        Steps {
            program: "iPhone et iPad",
            steps: &[
                "Ouvrez Calendrier › Calendriers › Ajouter › Ajouter un calendrier avec abonnement.",
                "Collez l’adresse et choisissez S’abonner.",
            ],
        },
        Steps {
            program: "Thunderbird",
            steps: &[
                "Choisissez Nouvel agenda › Sur le réseau.",
                "Laissez le nom d’utilisateur vide, collez l’adresse et choisissez Rechercher des agendas.",
                "Choisissez S’abonner.",
            ],
        },
        Steps {
            program: "Nextcloud",
            steps: &[
                "Dans Agenda, choisissez Ajouter › Nouvel abonnement par lien (lecture seule).",
                "Collez l’adresse et validez.",
            ],
        },
    ],
    import: "Importer un fichier dans Outlook",
    imports: [
        Steps {
            program: "Outlook (nouveau) et Outlook sur le web",
            steps: &[
                "Téléchargez le fichier de calendrier (.ics).",
                "Ouvrez Calendrier et choisissez Ajouter un calendrier › Charger à partir d’un fichier.",
                "Choisissez le fichier et le calendrier qui recevra les événements, puis Importer.",
            ],
        },
        Steps {
            program: "Outlook (classique) pour Windows",
            steps: &[
                "Téléchargez le fichier de calendrier (.ics).",
                "Choisissez Fichier › Ouvrir et exporter › Importer/Exporter.",
                "Choisissez Importer un fichier iCalendar (.ics) ou vCalendar (.vcs), puis le fichier.",
                "Choisissez Ouvrir comme nouveau plutôt qu’Importer\u{a0}: le calendrier pourra être supprimé d’un coup.",
            ],
        },
    ],
    why: "Pourquoi s’abonner plutôt qu’importer",
    reasons: &[
        "Un fichier importé ne change plus jamais\u{a0}: une séance déplacée reste à son ancien horaire dans votre agenda, et une séance annulée y demeure.",
        "Outlook classique ajoute chaque événement une deuxième fois si le fichier est importé de nouveau.",
        "Un calendrier auquel on est abonné est un calendrier à part\u{a0}: on peut le masquer, le colorer ou le supprimer d’un geste.",
    ],
    news: "Quand les modifications apparaissent",
    news_of: &[
        "Les logiciels s’actualisent à leur rythme\u{a0}: Outlook toutes les trois heures environ, Google dans la journée, Apple et Thunderbird selon vos réglages.",
        "Juste avant une réunion, les pages de ce site sont la source la plus sûre.",
    ],
};
