//! The fixed words of letters: a row a phrase, a column a language. Ways of saying the same stand
//! behind bars.

use super::dice::Dice;

/// The languages, in the order of the columns.
pub(crate) const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "ar", "zh"];

/// A way of saying a phrase.
pub(crate) fn say(dice: &mut Dice, language: usize, phrase: &str) -> String {
    let row = PHRASES.iter().find(|(name, _)| *name == phrase);
    let ways: Vec<&str> =
        row.unwrap_or_else(|| panic!("no phrase `{phrase}`")).1[language].split('|').collect();
    dice.one(&ways).to_owned()
}

/// A phrase with its gaps filled. What ends with a full stop ends a sentence with it too.
pub(crate) fn fill(text: &str, gaps: &[(&str, &str)]) -> String {
    let put =
        |text: String, (gap, words): &(&str, &str)| text.replace(&format!("{{{gap}}}"), words);
    gaps.iter().fold(text.to_owned(), put).replace("..", ".")
}

#[rustfmt::skip]
const PHRASES: [(&str, [&str; 6]); 68] = [
    ("bureau", ["Telecommunication Standardization Bureau", "Bureau de la normalisation des télécommunications", "Oficina de Normalización de las Telecomunicaciones", "Бюро стандартизации электросвязи", "مكتب تقييس الاتصالات", "电信标准化局"]),
    ("dated", ["Geneva, {d}", "Genève, le {d}", "Ginebra, {d}", "Женева, {d}", "جنيف، {d}", "{d}，日内瓦"]),
    ("number", ["Ref: TSB Collective letter {n}|Ref: TSB Collective-letter {n}", "Réf. : Lettre collective TSB {n}", "Ref.: Carta Colectiva TSB {n}", "Осн.: Коллективное письмо {n} БСЭ", "المرجع: الرسالة الجماعية {n} لمكتب تقييس الاتصالات", "文号：电信标准化局第{n}号集体函"]),
    ("tel", ["Tel: {n}", "Tél. : {n}", "Tel.: {n}", "Тел.: {n}", "الهاتف: {n}", "电话：{n}"]),
    ("fax", ["Fax: {n}", "Fax : {n}", "Fax: {n}", "Факс: {n}", "الفاكس: {n}", "传真：{n}"]),
    ("subject", ["Subject: {s}", "Objet : {s}", "Asunto: {s}", "Предмет: {s}", "الموضوع: {s}", "事由：{s}"]),
    ("meeting", ["Meeting {g}", "Réunion {g}", "Reunión {g}", "Собрание {g}", "اجتماع {g}", "{g}会议"]),
    ("SG", ["of Study Group {n}", "de la Commission d'études {n}", "de la Comisión de Estudio {n}", "{n}-й Исследовательской комиссии", "لجنة الدراسات {n}", "第{n}研究组"]),
    ("TSAG", ["of the Telecommunication Standardization Advisory Group (TSAG)", "du Groupe consultatif de la normalisation des télécommunications (GCNT)", "del Grupo Asesor de Normalización de las Telecomunicaciones (GANT)", "Консультативной группы по стандартизации электросвязи (КГСЭ)", "الفريق الاستشاري لتقييس الاتصالات (TSAG)", "电信标准化顾问组（TSAG）"]),
    ("WP", ["of Working Party {p}/{n}", "du Groupe de travail {p}/{n}", "del Grupo de Trabajo {p}/{n}", "Рабочей группы {p}/{n}", "فرقة العمل {p}/{n}", "第{p}/{n}工作组"]),
    ("WPs", ["of Working Parties {p}/{n} and {r}/{n}", "des Groupes de travail {p}/{n} et {r}/{n}", "de los Grupos de Trabajo {p}/{n} y {r}/{n}", "Рабочих групп {p}/{n} и {r}/{n}", "فرقتي العمل {p}/{n} و{r}/{n}", "第{p}/{n}和第{r}/{n}工作组"]),
    ("Q", ["of the Rapporteur Group on Question {q}/{n}|of the Q{q}/{n} Rapporteur Group", "du Groupe du Rapporteur pour la Question {q}/{n}", "del Grupo de Relator para la Cuestión {q}/{n}", "Группы Докладчика по Вопросу {q}/{n}", "فريق المقرر المعني بالمسألة {q}/{n}", "第{q}/{n}号课题报告人组"]),
    ("dear", ["Dear Sir/Madam,", "Madame, Monsieur,", "Muy Señora mía/Muy Señor mío:", "Уважаемая госпожа, уважаемый господин,", "حضرات السادة والسيدات،", "尊敬的先生/女士："]),
    ("invite", ["It is my pleasure to invite you to attend the next meeting {g}, which will be held {at}.|I am pleased to inform you that the next meeting {g} will take place {at}.|I have the honour to invite you to participate in the meeting {g}, to be held {at}.", "J'ai le plaisir de vous inviter à participer à la prochaine réunion {g}, qui se tiendra {at}.|J'ai l'honneur de vous informer que la prochaine réunion {g} aura lieu {at}.", "Me complace invitarle a participar en la próxima reunión {g}, que se celebrará {at}.|Tengo el honor de informarle de que la próxima reunión {g} tendrá lugar {at}.", "Имею честь пригласить вас принять участие в следующем собрании {g}, которое состоится {at}.|Рад сообщить вам, что следующее собрание {g} будет проведено {at}.", "يسرني أن أدعوكم إلى حضور اجتماع {g} القادم، الذي سيُعقد {at}.|يشرفني أن أدعوكم إلى المشاركة في اجتماع {g} الذي سيُعقد {at}.", "我高兴地邀请您出席将{at}召开的{g}会议。|我荣幸地邀请您参加{g}会议，会议将{at}举行。"]),
    ("headquarters", ["at ITU headquarters, Geneva", "au siège de l'UIT, à Genève", "en la Sede de la UIT, en Ginebra", "в штаб-квартире МСЭ в Женеве", "في مقر الاتحاد بجنيف", "在日内瓦国际电联总部"]),
    ("in", ["in {c}|in {c} ({k})|in {c}, {k}", "à {c}|à {c} ({k})", "en {c}|en {c} ({k})", "в {c}|в {c} ({k})", "في {c}|في {c} ({k})|في {c}، {k}", "在{c}|在{c}（{k}）"]),
    ("virtual", ["as a fully virtual meeting|as an e-meeting", "sous forme de réunion virtuelle", "en forma de reunión virtual", "в виртуальном формате", "في شكل اجتماع افتراضي", "以虚拟会议形式"]),
    ("virtual-subject", ["virtual meeting|e-meeting", "réunion virtuelle", "reunión virtual", "виртуальное собрание", "اجتماع افتراضي", "虚拟会议"]),
    ("town", ["{c}|{c} ({k})|{c}, {k}", "{c}|{c} ({k})", "{c}|{c} ({k})", "{c}|{c} ({k})", "{c}|{c} ({k})", "{c}|{c}（{k}）"]),
    ("heading", ["{m}; {p}, {d}|{m} ({p}, {d})|{m}, {p}, {d}|{m} – {p}, {d}", "{m}; {p}, {d}|{m} ({p}, {d})|{m}, {p}, {d}", "{m}; {p}, {d}|{m} ({p}, {d})|{m}, {p}, {d}", "{m}; {p}, {d}|{m} ({p}, {d})|{m}, {p}, {d}", "{m}؛ {p}، {d}|{m} ({p}، {d})|{m}، {p}، {d}", "{m}；{d}，{p}|{m}（{d}，{p}）|{m}，{p}，{d}"]),
    ("heading-short", ["{m}; {x}|{m} ({x})|{m}, {x}", "{m}; {x}|{m} ({x})", "{m}; {x}|{m} ({x})", "{m}; {x}|{m} ({x})", "{m}؛ {x}|{m} ({x})", "{m}；{x}|{m}（{x}）"]),
    ("opening", ["The meeting will open at {h} on the first day.|The opening plenary will start at {h}.|The meeting will begin on the first day at {h}.", "La réunion s'ouvrira à {h} le premier jour.|La réunion débutera à {h}.", "La reunión comenzará a {h} del primer día.|La reunión se inaugurará a {h}.", "Открытие собрания состоится в первый день в {h}.|Собрание откроется в {h}.", "سيُفتتح الاجتماع في {h} من اليوم الأول.|يبدأ الاجتماع في {h}.", "会议第一天将于{h}开始。|会议将于首日{h}开幕。"]),
    ("registration", ["Participant registration will begin at {h} at the Montbrillant entrance.|Registration will commence at {h}.", "L'enregistrement des participants débutera à {h} à l'entrée Montbrillant.", "La inscripción de los participantes comenzará a {h} en la entrada de Montbrillant.", "Регистрация участников начнется в {h} при входе в здание.", "سيبدأ تسجيل المشاركين في {h} عند مدخل المبنى.", "与会者的注册工作将自{h}起在办公楼入口处进行。"]),
    ("deadlines", ["Key deadlines:|Please note the following deadlines:|Deadlines", "Principales échéances :|Dates limites :", "Plazos clave:|Plazos fundamentales:", "Основные предельные сроки:", "المواعيد النهائية الرئيسية:", "重要截止日期："]),
    ("contributions-for-translation", ["Submit ITU-T Member contributions for which translation is requested", "Soumission des contributions des membres de l'UIT-T dont la traduction est demandée", "Presentar las contribuciones de los Miembros del UIT-T cuya traducción se solicita", "Представление вкладов Членов МСЭ-Т, для которых запрашивается письменный перевод", "تقديم مساهمات أعضاء قطاع تقييس الاتصالات المطلوب ترجمتها", "提交需要翻译的ITU-T成员文稿"]),
    ("captioning", ["Submit requests for real-time captioning", "Soumission des demandes de sous-titrage en temps réel", "Presentar las solicitudes de subtitulado en tiempo real", "Представление запросов на ввод субтитров в реальном времени", "تقديم طلبات العرض النصي في الوقت الفعلي", "提交实时字幕服务申请"]),
    ("fellowship", ["Submit fellowship requests (via the online form; see details in Annex A)", "Soumission des demandes de bourse (voir l'Annexe A)", "Presentar las solicitudes de beca (véase el Anexo A)", "Представление запросов на стипендии (см. Приложение А)", "تقديم طلبات المنح (انظر الملحق A)", "提交与会补贴申请（详情见附件A）"]),
    ("interpretation", ["Submit interpretation requests (via the online registration form)", "Soumission des demandes d'interprétation (au moyen du formulaire d'inscription en ligne)", "Presentar las solicitudes de interpretación (en el formulario de inscripción en línea)", "Представление запросов на устный перевод (с помощью онлайновой регистрационной формы)", "تقديم طلبات الترجمة الشفوية (عبر استمارة التسجيل)", "提交口译服务申请（通过在线注册表）"]),
    ("pre-registration", ["Pre-registration (via the online registration form on the study group homepage)", "Préinscription (sur la page d'accueil de la commission)", "Preinscripción (en la página web de la comisión)", "Предварительная регистрация (на домашней странице комиссии)", "التسجيل المسبق (عبر الصفحة الرئيسية للجنة الدراسات)", "预注册（通过研究组主页上的在线注册表进行）"]),
    ("visa-support", ["Submit requests for visa support letters", "Soumission des demandes de lettre d'appui pour l'obtention du visa", "Presentar las solicitudes de cartas de apoyo para la obtención del visado", "Представление запросов о визовой поддержке", "تقديم طلبات رسائل دعم الحصول على التأشيرة", "提交签证协办函申请"]),
    ("contributions", ["Submit ITU-T Member contributions (via Direct Document Posting)", "Soumission des contributions des membres de l'UIT-T (par publication directe)", "Presentar las contribuciones de los Miembros del UIT-T (mediante publicación directa de documentos)", "Представление вкладов Членов МСЭ-Т (с помощью прямого размещения документов)", "تقديم مساهمات أعضاء قطاع تقييس الاتصالات (عبر النشر المباشر للوثائق)", "提交ITU-T成员文稿（通过文件直传）"]),
    ("prose-contributions", ["Contributions must be received by TSB not later than {d}.", "Les contributions doivent parvenir au TSB au plus tard le {d}.", "Las contribuciones deben recibirse en la TSB a más tardar el {d}.", "Вклады должны быть получены БСЭ не позднее {d}.", "يجب أن تصل المساهمات إلى المكتب في موعد أقصاه {d}.", "文稿须在不晚于{d}提交电信标准化局。"]),
    ("prose-fellowship", ["Requests for fellowships must be submitted by {d}.", "Les demandes de bourse doivent être présentées au plus tard le {d}.", "Las solicitudes de beca deben presentarse a más tardar el {d}.", "Запросы на стипендии следует представить не позднее {d}.", "تُقدَّم طلبات المنح في موعد أقصاه {d}.", "与会补贴申请须不迟于{d}提交。"]),
    ("prose-pre-registration", ["Pre-registration must be completed online no later than {d}.", "La préinscription doit être effectuée en ligne au plus tard le {d}.", "La preinscripción debe hacerse en línea a más tardar el {d}.", "Предварительную регистрацию следует пройти онлайн не позднее {d}.", "يجب إتمام التسجيل المسبق في موعد أقصاه {d}.", "预注册须不迟于{d}在网上完成。"]),
    ("midnight", ["{d}, 23:59 UTC|{d} (23:59 Geneva time)", "{d}, 23 h 59 (heure de Genève)", "{d}, 23.59 horas (hora de Ginebra)", "{d}, 23:59 UTC", "{d} (الساعة 23:59 بتوقيت جنيف)", "{d} 23:59（日内瓦时间）"]),
    ("Geneva time", [" Geneva time| (Geneva time)", " (heure de Genève)", " (hora de Ginebra)", " по женевскому времени", " بتوقيت جنيف", "（日内瓦时间）"]),
    ("local time", [" local time| (local time)", " (heure locale)", " (hora local)", " по местному времени", " بالتوقيت المحلي", "（当地时间）"]),
    ("sign-off", ["Yours faithfully,", "Veuillez agréer, Madame, Monsieur, l'assurance de ma haute considération.", "Atentamente,", "С уважением,", "وتفضلوا بقبول فائق التقدير والاحترام.", "顺致敬意！"]),
    ("annex A", ["ANNEX A|Annex A", "ANNEXE A|Annexe A", "ANEXO A|Anexo A", "ПРИЛОЖЕНИЕ А|Приложение А", "الملحق A", "附件A"]),
    ("annex C", ["ANNEX C|Annex C", "ANNEXE C|Annexe C", "ANEXO C|Anexo C", "ПРИЛОЖЕНИЕ С|Приложение С", "الملحق C", "附件C"]),
    ("practical", ["Practical meeting information", "Renseignements pratiques", "Información práctica", "Практическая информация", "معلومات عملية", "实用会议信息"]),
    ("plan", ["Draft time plan|Draft timetable", "Projet de calendrier|Projet de plan de travail", "Proyecto de plan de trabajo|Calendario", "Проект плана распределения времени", "مشروع الخطة الزمنية", "时间计划草案"]),
    ("morning", ["Morning", "Matin", "Mañana", "Утро", "صباحاً", "上午"]),
    ("afternoon", ["Afternoon", "Après-midi", "Tarde", "Вторая половина дня", "بعد الظهر", "下午"]),
    ("legend", ["Session times: {l}", "Horaires des séances : {l}", "Horas de las sesiones: {l}", "Время сессий: {l}", "أوقات الجلسات: {l}", "会议时间：{l}"]),
    ("open", ["Opening plenary", "Plénière d'ouverture", "Sesión plenaria de apertura", "Пленарное заседание (открытие)", "الجلسة العامة الافتتاحية", "开幕全体会议"]),
    ("close", ["Closing plenary", "Plénière de clôture", "Sesión plenaria de clausura", "Пленарное заседание (закрытие)", "الجلسة العامة الختامية", "闭幕全体会议"]),
    ("question", ["Q{q}/{n}|Question {q}/{n}", "Q{q}/{n}|Question {q}/{n}", "C{q}/{n}|Cuestión {q}/{n}", "В{q}/{n}|Вопрос {q}/{n}", "المسألة {q}/{n}", "第{q}/{n}号课题|Q{q}/{n}"]),
    ("if needed", [" (if needed)", " (si nécessaire)", " (si es necesario)", " (при необходимости)", " (عند الاقتضاء)", "（如有必要）"]),
    ("Date", ["Date|Day", "Date|Jour", "Fecha|Día", "Дата|День", "التاريخ|اليوم", "日期"]),
    ("Hours", ["Hours|Time", "Heure|Horaire", "Hora|Horario", "Время", "الوقت", "时间"]),
    ("Session", ["Session|Meeting", "Séance|Réunion", "Sesión|Reunión", "Заседание|Собрание", "الجلسة", "会议"]),
    ("Room", ["Room", "Salle", "Sala", "Зал", "القاعة", "会议室"]),
    ("Remote", ["Remote participation|Remote", "Participation à distance", "Participación a distancia", "Дистанционное участие", "المشاركة عن بُعد", "远程参与"]),
    ("yes", ["Yes", "Oui", "Sí", "Да", "نعم", "是"]),
    ("no", ["No", "Non", "No", "Нет", "لا", "否"]),
    ("rgms", ["The following rapporteur group meetings will be held before the meeting:", "Les réunions de groupes de rapporteur ci-après se tiendront avant la réunion :", "Antes de la reunión se celebrarán las siguientes reuniones de grupos de relator:", "До собрания состоятся следующие собрания Групп Докладчиков:", "ستُعقد قبل الاجتماع اجتماعات أفرقة المقررين التالية:", "会议之前将召开以下报告人组会议："]),
    ("Question", ["Question|Question(s)|Group", "Question|Groupe", "Cuestión|Grupo", "Вопрос|Группа", "المسألة|الفريق", "课题"]),
    ("Dates", ["Dates|Date|Date(s)", "Dates", "Fechas", "Даты", "التواريخ", "日期"]),
    ("Place", ["Place|Venue", "Lieu", "Lugar", "Место", "المكان", "地点"]),
    ("e-meeting", ["e-meeting|virtual", "réunion électronique", "reunión electrónica", "электронное собрание", "اجتماع إلكتروني", "电子会议"]),
    ("former", ["As agreed at its previous meeting ({p}, {r}), the group will continue its work on networks from IMT-2020 to 2030.", "Comme convenu à sa réunion précédente ({p}, {r}), le groupe poursuivra ses travaux sur les réseaux IMT-2020 à l'horizon 2030.", "Como se acordó en su reunión anterior ({p}, {r}), el grupo proseguirá sus trabajos sobre las redes IMT-2020 con miras a 2030.", "Как было решено на предыдущем собрании ({p}, {r}), группа продолжит работу по сетям IMT-2020 на период до 2030 года.", "كما اتُّفق عليه في الاجتماع السابق ({p}، {r})، سيواصل الفريق عمله بشأن شبكات IMT-2020 حتى عام 2030.", "根据上次会议（{p}，{r}）的决定，该组将继续2020年至2030年IMT-2020网络的工作。"]),
    ("circular", ["See also TSB Circular {k} of {d} and document SG{n}-TD{k}.", "Voir aussi la Circulaire TSB {k} du {d} et le document SG{n}-TD{k}.", "Véanse también la Circular TSB {k} de {d} y el documento SG{n}-TD{k}.", "См. также Циркуляр {k} БСЭ от {d} и документ SG{n}-TD{k}.", "انظر أيضاً الرسالة المعممة {k} لمكتب تقييس الاتصالات بتاريخ {d} والوثيقة SG{n}-TD{k}.", "另见{d}电信标准化局第{k}号通函和SG{n}-TD{k}号文件。"]),
    ("call", ["For any question, please call +41 22 730 {t}; the consulate may need 15 days.", "Pour toute question, appeler le +41 22 730 {t}; le consulat peut demander 15 jours.", "Para cualquier pregunta, llame al +41 22 730 {t}; el consulado puede necesitar 15 días.", "По вопросам обращайтесь по тел. +41 22 730 {t}; консульству может потребоваться 15 дней.", "للاستفسار يُرجى الاتصال بالرقم +41 22 730 {t}؛ وقد تحتاج القنصلية إلى 15 يوماً.", "如有疑问，请致电+41 22 730 {t}；领事馆可能需要15天。"]),
    ("period", ["The work programme of the study period (2017-2020) was extended by Resolution 2 (Geneva, 2022).", "Le programme de la période d'études (2017-2020) a été prolongé par la Résolution 2 (Genève, 2022).", "El programa del periodo de estudios (2017-2020) se amplió por la Resolución 2 (Ginebra, 2022).", "Программа исследовательского периода (2017–2020 гг.) продлена Резолюцией 2 (Женева, 2022 г.).", "مُدِّد برنامج فترة الدراسة (2017-2020) بموجب القرار 2 (جنيف، 2022).", "2017-2020年研究期的工作计划经第2号决议（2022年，日内瓦）延长。"]),
    ("workshop", ["A workshop on quantum networks will be held on {d} from 14:00 to 17:30; it has a registration of its own.", "Un atelier sur les réseaux quantiques se tiendra le {d} de 14 h 00 à 17 h 30; une inscription distincte est requise.", "El {d}, de 14.00 a 17.30 horas, se celebrará un taller sobre redes cuánticas, con inscripción aparte.", "Семинар-практикум по квантовым сетям пройдет {d} с 14:00 до 17:30; для него нужна отдельная регистрация.", "ستُعقد ورشة عمل بشأن الشبكات الكمومية في {d} من الساعة 14:00 إلى الساعة 17:30، ولها تسجيل مستقل.", "量子网络讲习班将于{d} 14时00分至17时30分举行，须另行注册。"]),
    ("printed", ["Printed {d} 09:15", "Imprimé le {d} 09:15", "Impreso el {d} 09:15", "Напечатано {d} 09:15", "طُبع في {d} 09:15", "打印于{d} 09:15"]),
    ("signal", ["The group will study 5G/6G architectures, ITU-T Y.2000-series and requirements up to 2400 MHz.", "Le groupe étudiera les architectures 5G/6G et la série UIT-T Y.2000 jusqu'à 2400 MHz.", "El grupo estudiará las arquitecturas 5G/6G y la serie UIT-T Y.2000 hasta 2400 MHz.", "Группа изучит архитектуры 5G/6G и серию МСЭ-Т Y.2000 до 2400 МГц.", "سيدرس الفريق معماريات 5G/6G والسلسلة ITU-T Y.2000 حتى 2400 MHz.", "该组将研究5G/6G架构和ITU-T Y.2000系列，频率至2400 MHz。"]),
];
