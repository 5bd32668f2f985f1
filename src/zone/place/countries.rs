//! The names of countries, in six languages.

/// One line for each country: its ISO 3166 code, its zone, its names. A country without a zone has
/// several, and one of its [cities](crate::zone::place::cities::CITIES) decides. If nearly all of a
/// country has one time, that is its zone, and the cities list exceptions. A longer line continues
/// on indented ones. Names are in normal form, as for comparison: lower case, without accents, an
/// Arabic ة as ه and ى as ي.
pub(super) const COUNTRIES: &str = "
ad Europe/Andorra: andorra, andorre, андорра, 安道尔, اندورا
ae Asia/Dubai: united arab emirates, emirats arabes unis, emiratos arabes unidos, оаэ,
    阿拉伯联合酋长国, الامارات العربيه المتحده, uae, u.a.e., eau, объединенные арабские эмираты,
    阿联酋
af Asia/Kabul: afghanistan, afganistan, афганистан, 阿富汗, افغانستان
ag America/Antigua: antigua-et-barbuda, antigua y barbuda, антигуа и барбуда, 安提瓜和巴布达,
    انتيغوا وبربودا, antigua and barbuda
al Europe/Tirane: albania, albanie, албания, 阿尔巴尼亚, البانيا
am Asia/Yerevan: armenia, armenie, армения, 亚美尼亚, ارمينيا
ao Africa/Luanda: angola, ангола, 安哥拉, انغولا
ar America/Argentina/Buenos_Aires: argentina, argentine, аргентина, 阿根廷, الارجنتين
at Europe/Vienna: austria, autriche, австрия, 奥地利, النمسا
au: australia, australie, австралия, 澳大利亚, استراليا
aw America/Aruba: aruba, аруба, 阿鲁巴, اروبا
az Asia/Baku: azerbaijan, azerbaidjan, azerbaiyan, азербайджан, 阿塞拜疆, اذربيجان
ba Europe/Sarajevo: bosnie-herzegovine, bosnia y herzegovina, босния и герцеговина,
    波斯尼亚和黑塞哥维那, البوسنه والهرسك, bosnia and herzegovina
bb America/Barbados: barbados, barbade, барбадос, 巴巴多斯, بربادوس
bd Asia/Dhaka: bangladesh, banglades, бангладеш, 孟加拉国, بنغلاديش
be Europe/Brussels: belgium, belgique, belgica, бельгия, 比利时, بلجيكا
bf Africa/Ouagadougou: burkina faso, буркина-фасо, 布基纳法索, بوركينا فاسو, بوركينا فاصو
bg Europe/Sofia: bulgaria, bulgarie, болгария, 保加利亚, بلغاريا
bh Asia/Bahrain: bahrain, bahrein, barein, бахрейн, 巴林, البحرين
bi Africa/Bujumbura: burundi, бурунди, 布隆迪, بوروندي
bj Africa/Porto-Novo: benin, бенин, 贝宁, بنين
bm Atlantic/Bermuda: bermuda, bermudes, bermudas, бермудские острова, 百慕大, برمودا
bn Asia/Brunei: brunei, бруней, 文莱, بروناي, brunei darussalam, бруней-даруссалам, 文莱达鲁萨兰国,
    بروني دار السلام
bo America/La_Paz: bolivia, bolivie, боливия, 玻利维亚, بوليفيا, 多民族玻利维亚国
br: brazil, bresil, brasil, бразилия, 巴西, البرازيل
bs America/Nassau: bahamas, багамы, 巴哈马, جزر البهاما, багамские острова
bt Asia/Thimphu: bhutan, bhoutan, butan, бутан, 不丹, بوتان
bw Africa/Gaborone: botswana, botsuana, ботсвана, 博茨瓦纳, بوتسوانا
by Europe/Minsk: belarus, bielorussie, bielorrusia, беларусь, 白俄罗斯, بيلاروس, белоруссия
bz America/Belize: belize, belice, белиз, 伯利兹, بليز
ca: canada, канада, 加拿大, كندا
cd: democratic republic of the congo, democratic republic of congo, dem. rep. of the congo,
    congo (democratic republic of the), congo (dem. rep. of the), dr congo,
    republique democratique du congo, rep. dem. du congo, congo (rep. dem. du),
    republica democratica del congo, rep. dem. del congo, демократическая республика конго,
    др конго, 刚果民主共和国, 刚果(金), جمهوريه الكونغو الديمقراطيه, congo, конго, 刚果, الكونغو
cf Africa/Bangui: central african republic, republique centrafricaine, republica centroafricana,
    центрально-африканская республика, 中非共和国, جمهوريه افريقيا الوسطي, centrafrique
cg Africa/Brazzaville: republic of the congo, congo (rep. of the), congo (rep. du),
    congo (rep. del), congo-brazzaville, republique du congo, republica del congo, республика конго,
    刚果共和国, 刚果(布), جمهوريه الكونغو, congo, конго, 刚果, الكونغو
ch Europe/Zurich: switzerland, suisse, suiza, швейцария, 瑞士, سويسرا
ci Africa/Abidjan: cote d'ivoire, кот-д'ивуар, 科特迪瓦, ساحل العاج, ivory coast, costa de marfil,
    كوت ديفوار
cl: chile, chili, чили, 智利, تشيلي, شيلي
cm Africa/Douala: cameroon, cameroun, camerun, камерун, 喀麦隆, الكاميرون
cn Asia/Shanghai: china, chine, китай, 中国, الصين, people's republic of china, prc, p.r. china,
    republique populaire de chine, republica popular china, китайская народная республика, кнр,
    中华人民共和国, جمهوريه الصين الشعبيه
co America/Bogota: colombia, colombie, колумбия, 哥伦比亚, كولومبيا
cr America/Costa_Rica: costa rica, коста-рика, 哥斯达黎加, كوستاريكا
cu America/Havana: cuba, куба, 古巴, كوبا
cv Atlantic/Cape_Verde: cape verde, cap-vert, cabo verde, кабо-верде, 佛得角, الراس الاخضر,
    كابو فيردي
cw America/Curacao: curacao, curazao, кюрасао, 库拉索, كوراساو
cy Asia/Nicosia: cyprus, chypre, chipre, кипр, 塞浦路斯, قبرص
cz Europe/Prague: czechia, tchequie, chequia, чехия, 捷克, التشيك, czech republic,
    republique tcheque, rep. tcheque, republica checa, rep. checa, чешская республика, 捷克共和国,
    الجمهوريه التشيكيه
de Europe/Berlin: germany, allemagne, alemania, германия, 德国, المانيا
dj Africa/Djibouti: djibouti, yibuti, джибути, 吉布提, جيبوتي
dk Europe/Copenhagen: denmark, danemark, dinamarca, дания, 丹麦, الدانمرك, الدانمارك
dm America/Dominica: dominica, dominique, доминика, 多米尼克, دومينيكا, 多米尼克国
do America/Santo_Domingo: dominican republic, republique dominicaine, republica dominicana,
    доминиканская республика, 多米尼加共和国, جمهوريه الدومينيكان, dominican rep., rep. dominicaine,
    rep. dominicana, 多米尼加, الجمهوريه الدومينيكيه
dz Africa/Algiers: algeria, algerie, argelia, алжир, 阿尔及利亚, الجزاير
ec: ecuador, equateur, эквадор, 厄瓜多尔, الاكوادور
ee Europe/Tallinn: estonia, estonie, эстония, 爱沙尼亚, استونيا
eg Africa/Cairo: egypt, egypte, egipto, египет, 埃及, مصر
er Africa/Asmara: eritrea, erythree, эритрея, 厄立特里亚, اريتريا
es Europe/Madrid: spain, espagne, espana, испания, 西班牙, اسبانيا
et Africa/Addis_Ababa: ethiopia, ethiopie, etiopia, эфиопия, 埃塞俄比亚, اثيوبيا
fi Europe/Helsinki: finland, finlande, finlandia, финляндия, 芬兰, فنلندا
fj Pacific/Fiji: fiji, fidji, fiyi, фиджи, 斐济, فيجي
fm: micronesia, micronesie, федеративные штаты микронезии, 密克罗尼西亚, ميكرونيزيا,
    federated states of micronesia, etats federes de micronesie, estados federados de micronesia,
    micronesia (federated states of), micronesie (etats federes de),
    micronesia (estados federados de), микронезия, 密克罗尼西亚联邦, ولايات ميكرونيزيا الموحده
fo Atlantic/Faroe: faroe islands, iles feroe, islas feroe, фарерские острова, 法罗群岛, جزر فارو
fr Europe/Paris: france, francia, франция, 法国, فرنسا
ga Africa/Libreville: gabon, габон, 加蓬, الغابون
gb Europe/London: united kingdom, great britain, uk, u.k.,
    united kingdom of great britain and northern ireland, england, scotland, wales,
    northern ireland, royaume-uni, royaume-uni de grande-bretagne et d'irlande du nord,
    grande-bretagne, angleterre, ecosse, reino unido,
    reino unido de gran bretana e irlanda del norte, gran bretana, inglaterra, escocia,
    великобритания, соединенное королевство,
    соединенное королевство великобритании и северной ирландии, англия, шотландия, 英国, 联合王国,
    大不列颠及北爱尔兰联合王国, المملكه المتحده, المملكه المتحده لبريطانيا العظمي وايرلندا الشماليه,
    بريطانيا
gd America/Grenada: grenada, grenade, granada, гренада, 格林纳达, غرينادا
ge Asia/Tbilisi: georgia, georgie, грузия, 格鲁吉亚, جورجيا
gh Africa/Accra: ghana, гана, 加纳, غانا
gl: greenland, groenland, groenlandia, гренландия, 格陵兰, غرينلاند
gm Africa/Banjul: gambia, gambie, гамбия, 冈比亚, غامبيا
gn Africa/Conakry: guinea, guinee, гвинея, 几内亚, غينيا
gq Africa/Malabo: equatorial guinea, guinee equatoriale, guinea ecuatorial, экваториальная гвинея,
    赤道几内亚, غينيا الاستواييه
gr Europe/Athens: greece, grece, grecia, греция, 希腊, اليونان
gt America/Guatemala: guatemala, гватемала, 危地马拉, غواتيمالا
gw Africa/Bissau: guinea-bissau, guinee-bissau, guinea-bisau, гвинея-бисау, 几内亚比绍, غينيا بيساو
gy America/Guyana: guyana, гайана, 圭亚那, غيانا
hk Asia/Hong_Kong: hong kong, hong kong (china), hong kong sar, гонконг, гонконг (китай), 香港,
    中国香港, 香港特别行政区, 中国香港特别行政区, هونغ كونغ, هونغ كونغ (الصين)
hn America/Tegucigalpa: honduras, гондурас, 洪都拉斯, هندوراس
hr Europe/Zagreb: croatia, croatie, croacia, хорватия, 克罗地亚, كرواتيا
ht America/Port-au-Prince: haiti, гаити, 海地, هايتي
hu Europe/Budapest: hungary, hongrie, hungria, венгрия, 匈牙利, هنغاريا
id: indonesia, indonesie, индонезия, 印度尼西亚, اندونيسيا, 印尼
ie Europe/Dublin: ireland, irlande, irlanda, ирландия, 爱尔兰, ايرلندا
il Asia/Jerusalem: israel, израиль, 以色列, اسراييل
in Asia/Kolkata: india, inde, индия, 印度, الهند
iq Asia/Baghdad: iraq, irak, ирак, 伊拉克, العراق
ir Asia/Tehran: iran, иран, 伊朗, ايران, 伊朗伊斯兰共和国
is Atlantic/Reykjavik: iceland, islande, islandia, исландия, 冰岛, ايسلندا
it Europe/Rome: italy, italie, italia, италия, 意大利, ايطاليا
jm America/Jamaica: jamaica, jamaique, ямайка, 牙买加, جامايكا
jo Asia/Amman: jordan, jordanie, jordania, иордания, 约旦, الاردن
jp Asia/Tokyo: japan, japon, япония, 日本, اليابان
ke Africa/Nairobi: kenya, kenia, кения, 肯尼亚, كينيا
kg Asia/Bishkek: kyrgyzstan, kirghizstan, kirguistan, киргизия, 吉尔吉斯斯坦, قيرغيزستان,
    kyrgyz republic, republique kirghize, republica kirguisa, кыргызстан, кыргызская республика
kh Asia/Phnom_Penh: cambodia, cambodge, camboya, камбоджа, 柬埔寨, كمبوديا
ki: kiribati, кирибати, 基里巴斯, كيريباتي
km Indian/Comoro: comoros, comores, comoras, коморы, 科摩罗, جزر القمر, коморские острова
kn America/St_Kitts: saint-christophe-et-nieves, san cristobal y nieves, сент-китс и невис,
    圣基茨和尼维斯, سانت كيتس ونيفيس, saint kitts and nevis, st. kitts and nevis,
    saint-kitts-et-nevis, saint kitts y nevis, سانت كيتس ونيفس
kp Asia/Pyongyang: north korea, dpr korea, democratic people's republic of korea,
    dem. people's rep. of korea, coree du nord, republique populaire democratique de coree,
    corea del norte, republica popular democratica de corea,
    корейская народно-демократическая республика, кндр, северная корея, 朝鲜民主主义人民共和国,
    朝鲜, جمهوريه كوريا الشعبيه الديمقراطيه, كوريا الشماليه, korea, coree, corea, корея, كوريا
kr Asia/Seoul: south korea, republic of korea, korea (rep. of), korea (republic of), rep. of korea,
    coree du sud, republique de coree, rep. de coree, coree (rep. de), coree (republique de),
    corea del sur, republica de corea, rep. de corea, corea (rep. de), corea (republica de),
    республика корея, южная корея, корея (республика), 大韩民国, 韩国, جمهوريه كوريا,
    كوريا (جمهوريه), كوريا الجنوبيه, korea, coree, corea, корея, كوريا
kw Asia/Kuwait: kuwait, koweit, кувейт, 科威特, الكويت
ky America/Cayman: cayman islands, iles caimans, islas caiman, каймановы острова, 开曼群岛,
    جزر كايمان
kz: kazakhstan, kazajistan, казахстан, 哈萨克斯坦, كازاخستان
la Asia/Vientiane: laos, лаос, 老挝, لاوس, lao p.d.r., lao pdr, lao people's democratic republic,
    rdp lao, republique democratique populaire lao, rep. dem. pop. lao,
    republica democratica popular lao, лаосская народно-демократическая республика, лаосская ндр,
    老挝人民民主共和国, جمهوريه لاو الديمقراطيه الشعبيه
lb Asia/Beirut: lebanon, liban, libano, ливан, 黎巴嫩, لبنان
lc America/St_Lucia: st. lucia, sainte-lucie, santa lucia, сент-люсия, 圣卢西亚, سانت لوسيا,
    saint lucia
li Europe/Vaduz: liechtenstein, лихтенштейн, 列支敦士登, ليختنشتاين
lk Asia/Colombo: sri lanka, шри-ланка, 斯里兰卡, سريلانكا
lr Africa/Monrovia: liberia, либерия, 利比里亚, ليبيريا
ls Africa/Maseru: lesotho, lesoto, лесото, 莱索托, ليسوتو
lt Europe/Vilnius: lithuania, lituanie, lituania, литва, 立陶宛, ليتوانيا
lu Europe/Luxembourg: luxembourg, luxemburgo, люксембург, 卢森堡, لوكسمبورغ, لكسمبرغ
lv Europe/Riga: latvia, lettonie, letonia, латвия, 拉脱维亚, لاتفيا
ly Africa/Tripoli: libya, libye, libia, ливия, 利比亚, ليبيا
ma Africa/Casablanca: morocco, maroc, marruecos, марокко, 摩洛哥, المغرب
mc Europe/Monaco: monaco, монако, 摩纳哥, موناكو
md Europe/Chisinau: moldova, moldavie, moldavia, молдова, 摩尔多瓦, مولدوفا
me Europe/Podgorica: montenegro, черногория, 黑山, الجبل الاسود
mg Indian/Antananarivo: madagascar, мадагаскар, 马达加斯加, مدغشقر
mh Pacific/Majuro: marshall islands, iles marshall, islas marshall, маршалловы острова, 马绍尔群岛,
    جزر مارشال
mk Europe/Skopje: north macedonia, macedoine du nord, macedonia del norte, северная македония,
    北马其顿, مقدونيا الشماليه, the former yugoslav republic of macedonia, macedonia, macedoine,
    македония, 马其顿
ml Africa/Bamako: mali, мали, 马里, مالي
mm Asia/Yangon: myanmar, burma, birmanie, birmania, мьянма, 缅甸, ميانمار
mn: mongolia, mongolie, монголия, 蒙古, منغوليا
mo Asia/Macau: macao, macao (china), macao sar, макао, макао (китай), 澳门, 中国澳门,
    澳门特别行政区, 中国澳门特别行政区, ماكاو, ماكاو (الصين)
mr Africa/Nouakchott: mauritania, mauritanie, мавритания, 毛里塔尼亚, موريتانيا
mt Europe/Malta: malta, malte, мальта, 马耳他, مالطا
mu Indian/Mauritius: mauritius, maurice, mauricio, маврикий, 毛里求斯, موريشيوس
mv Indian/Maldives: maldives, maldivas, мальдивы, 马尔代夫, جزر المالديف, мальдивские острова,
    ملديف
mw Africa/Blantyre: malawi, malaui, малави, 马拉维, ملاوي
mx: mexico, mexique, мексика, 墨西哥, المكسيك
my Asia/Kuala_Lumpur: malaysia, malaisie, malasia, малайзия, 马来西亚, ماليزيا
mz Africa/Maputo: mozambique, мозамбик, 莫桑比克, موزمبيق
na Africa/Windhoek: namibia, namibie, намибия, 纳米比亚, ناميبيا
ne Africa/Niamey: niger, нигер, 尼日尔, النيجر
ng Africa/Lagos: nigeria, нигерия, 尼日利亚, نيجيريا
ni America/Managua: nicaragua, никарагуа, 尼加拉瓜, نيكاراغوا
nl Europe/Amsterdam: netherlands, pays-bas, paises bajos, нидерланды, 荷兰, هولندا, holland,
    hollande, holanda
no Europe/Oslo: norway, norvege, noruega, норвегия, 挪威, النرويج
np Asia/Kathmandu: nepal, непал, 尼泊尔, نيبال
nr Pacific/Nauru: nauru, науру, 瑙鲁, ناورو
nz: new zealand, nouvelle-zelande, nueva zelanda, новая зеландия, 新西兰, نيوزيلندا
om Asia/Muscat: oman, оман, 阿曼, عمان
pa America/Panama: panama, панама, 巴拿马, بنما
pe America/Lima: peru, perou, перу, 秘鲁, بيرو
pg: papua new guinea, papouasie-nouvelle-guinee, papua nueva guinea, папуа-новая гвинея,
    巴布亚新几内亚, بابوا غينيا الجديده
ph Asia/Manila: philippines, filipinas, филиппины, 菲律宾, الفلبين
pk Asia/Karachi: pakistan, пакистан, 巴基斯坦, باكستان
pl Europe/Warsaw: poland, pologne, polonia, польша, 波兰, بولندا
ps Asia/Hebron: palestine, palestina, палестина, 巴勒斯坦, 巴勒斯坦国, فلسطين
pt Europe/Lisbon: portugal, португалия, 葡萄牙, البرتغال
pw Pacific/Palau: palau, palaos, палау, 帕劳, بالاو
py America/Asuncion: paraguay, парагвай, 巴拉圭, باراغواي
qa Asia/Qatar: qatar, catar, катар, 卡塔尔, قطر
ro Europe/Bucharest: romania, roumanie, rumania, румыния, 罗马尼亚, رومانيا
rs Europe/Belgrade: serbia, serbie, сербия, 塞尔维亚, صربيا
ru: russia, russie, rusia, россия, 俄罗斯, روسيا, russian federation, federation de russie,
    federacion de rusia, российская федерация, рф, 俄联邦, الاتحاد الروسي
rw Africa/Kigali: rwanda, ruanda, руанда, 卢旺达, رواندا
sa Asia/Riyadh: saudi arabia, arabie saoudite, arabia saudi, саудовская аравия, 沙特阿拉伯,
    المملكه العربيه السعوديه, ksa, السعوديه, 沙特
sb Pacific/Guadalcanal: solomon islands, iles salomon, islas salomon, соломоновы острова,
    所罗门群岛, جزر سليمان
sc Indian/Mahe: seychelles, сейшельские острова, сейшелы, 塞舌尔, سيشيل, سيشل
sd Africa/Khartoum: sudan, soudan, судан, 苏丹, السودان
se Europe/Stockholm: sweden, suede, suecia, швеция, 瑞典, السويد
sg Asia/Singapore: singapore, singapour, singapur, сингапур, 新加坡, سنغافوره
si Europe/Ljubljana: slovenia, slovenie, eslovenia, словения, 斯洛文尼亚, سلوفينيا
sk Europe/Bratislava: slovakia, slovaquie, eslovaquia, словакия, 斯洛伐克, سلوفاكيا
sl Africa/Freetown: sierra leone, sierra leona, сьерра-леоне, 塞拉利昂, سيراليون
sm Europe/San_Marino: san marino, saint-marin, сан-марино, 圣马力诺, سان مارينو
sn Africa/Dakar: senegal, сенегал, 塞内加尔, السنغال
so Africa/Mogadishu: somalia, somalie, сомали, 索马里, الصومال
sr America/Paramaribo: suriname, surinam, суринам, 苏里南, سورينام
ss Africa/Juba: south sudan, soudan du sud, sudan del sur, южный судан, 南苏丹, جنوب السودان
st Africa/Sao_Tome: sao tome-et-principe, santo tome y principe, сан-томе и принсипи,
    圣多美和普林西比, ساو تومي وبرينسيبي, sao tome and principe
sv America/El_Salvador: el salvador, salvador, сальвадор, 萨尔瓦多, السلفادور
sy Asia/Damascus: syria, syrie, siria, сирия, 叙利亚, سوريا, syrian arab republic,
    republique arabe syrienne, republica arabe siria, сирийская арабская республика,
    阿拉伯叙利亚共和国, الجمهوريه العربيه السوريه, سوريه
sz Africa/Mbabane: eswatini, esuatini, эсватини, 斯威士兰, اسواتيني, swaziland, suazilandia,
    свазиленд, سوازيلند
td Africa/Ndjamena: chad, tchad, чад, 乍得, تشاد
tg Africa/Lome: togo, того, 多哥, توغو
th Asia/Bangkok: thailand, thailande, tailandia, таиланд, 泰国, تايلاند
tj Asia/Dushanbe: tajikistan, tadjikistan, tayikistan, таджикистан, 塔吉克斯坦, طاجيكستان
tl Asia/Dili: timor-leste, timor oriental, восточный тимор, 东帝汶, east timor, тимор-лешти,
    تيمور-ليشتي
tm Asia/Ashgabat: turkmenistan, туркменистан, 土库曼斯坦, تركمانستان
tn Africa/Tunis: tunisia, tunisie, tunez, тунис, 突尼斯, تونس
to Pacific/Tongatapu: tonga, тонга, 汤加, تونغا
tr Europe/Istanbul: turkiye, turquie, turquia, турция, 土耳其, تركيا, turkey
tt America/Port_of_Spain: trinite-et-tobago, trinidad y tobago, тринидад и тобаго, 特立尼达和多巴哥,
    ترينيداد وتوباغو, trinidad and tobago
tv Pacific/Funafuti: tuvalu, тувалу, 图瓦卢, توفالو
tw Asia/Taipei: taiwan, taiwan (china), taiwan (province of china), republic of china,
    taiwan (province chinoise de), taiwan (provincia de china), тайвань,
    китайская провинция тайвань, тайвань (китай), 台湾, 中国台湾, 中国台湾省, تايوان,
    مقاطعه تايوان الصينيه, تايوان (الصين)
tz Africa/Dar_es_Salaam: tanzania, tanzanie, танзания, 坦桑尼亚, تنزانيا, 坦桑尼亚联合共和国
ua: ukraine, ucrania, украина, 乌克兰, اوكرانيا
ug Africa/Kampala: uganda, ouganda, уганда, 乌干达, اوغندا
us: united states, united states of america, usa, u.s.a., us, u.s., etats-unis,
    etats-unis d'amerique, estados unidos, estados unidos de america, ee.uu., eeuu, сша,
    соединенные штаты, соединенные штаты америки, 美国, 美利坚合众国, الولايات المتحده,
    الولايات المتحده الامريكيه
uy America/Montevideo: uruguay, уругвай, 乌拉圭, اورغواي
uz Asia/Tashkent: uzbekistan, ouzbekistan, узбекистан, 乌兹别克斯坦, اوزبكستان
va Europe/Vatican: vatican, vatican city, vatican city state, holy see, cite du vatican,
    etat de la cite du vatican, saint-siege, ciudad del vaticano, estado de la ciudad del vaticano,
    santa sede, ватикан, город-государство ватикан, святой престол, 梵蒂冈, 梵蒂冈城国, 教廷,
    الفاتيكان, دوله مدينه الفاتيكان, الكرسي الرسولي
vc America/St_Vincent: san vicente y las granadinas, сент-винсент и гренадины, 圣文森特和格林纳丁斯,
    سانت فنسنت وجزر غرينادين, saint vincent and the grenadines, st. vincent and the grenadines,
    saint-vincent-et-les-grenadines
ve America/Caracas: venezuela, венесуэла, 委内瑞拉, فنزويلا, 委内瑞拉玻利瓦尔共和国
vn Asia/Ho_Chi_Minh: vietnam, viet nam, вьетнам, 越南, فيتنام, 越南社会主义共和国, فييت نام
vu Pacific/Efate: vanuatu, вануату, 瓦努阿图, فانواتو
ws Pacific/Apia: samoa, самоа, 萨摩亚, ساموا
xk Europe/Belgrade: kosovo, косово, 科索沃, كوسوفو
ye Asia/Aden: yemen, йемен, 也门, اليمن
za Africa/Johannesburg: south africa, afrique du sud, sudafrica, южно-африканская республика, 南非,
    جنوب افريقيا, surafrica, южная африка, юар
zm Africa/Lusaka: zambia, zambie, замбия, 赞比亚, زامبيا
zw Africa/Harare: zimbabwe, zimbabue, зимбабве, 津巴布韦, زيمبابوي, زمبابوي
";
