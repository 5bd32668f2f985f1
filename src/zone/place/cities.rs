//! The names of cities in six languages: capitals, and where ITU meets.

/// One line for each zone of a country: the country's code, the zone if it is not the one of the
/// [country](crate::zone::place::countries::COUNTRIES), the names of cities, and of regions that
/// are written next to a city. A city's name may be in several countries, and then does not decide
/// alone. A longer line continues on indented ones. Names are in normal form, as for comparison:
/// lower case, without accents, an Arabic ة as ه and ى as ي.
pub(super) const CITIES: &str = "
ae: dubai, дубай, 迪拜, دبي, abu dhabi, abou dhabi, abu dabi, абу-даби, 阿布扎比, ابوظبي, ابو ظبي,
    sharjah, charjah, шарджа, 沙迦, الشارقه
af: kabul, kaboul, кабул, 喀布尔, كابول
ag: saint john's, st. john's, сент-джонс, 圣约翰, سانت جونز
al: tirane, tirana, тирана, 地拉那, تيرانا
am: yerevan, erevan, ереван, 埃里温, يريفان
ao: luanda, луанда, 罗安达, لواندا
ar: buenos aires, буэнос-айрес, 布宜诺斯艾利斯, بوينوس ايرس, cordoba, кордова, 科尔多瓦, كوردوبا,
    san juan, сан-хуан, 圣胡安, سان خوان, mendoza, بوينس ايرس
at: vienna, vienne, viena, вена, 维也纳, فيينا, graz, грац, 格拉茨, غراتس
au Australia/Adelaide: adelaide, adelaida, аделаида, 阿德莱德, اديليد
au Australia/Brisbane: brisbane, брисбен, 布里斯班, بريسبان
au Australia/Darwin: darwin, дарвин, 达尔文, دارون
au Australia/Hobart: hobart, хобарт, 霍巴特, هوبارت
au Australia/Melbourne: melbourne, мельбурн, 墨尔本, ميلبورن
au Australia/Perth: perth, перт, 珀斯, بيرث
au Australia/Sydney: sydney, sidney, сидней, 悉尼, سيدني, canberra, канберра, 堪培拉, كانبيرا
az: baku, bakou, баку, 巴库, باكو
ba: sarajevo, сараево, 萨拉热窝, سراييفو
bb: bridgetown, бриджтаун, 布里奇敦, بريدجتاون
bd: dhaka, daca, дакка, 达卡, دكا, dacca
be: brussels, bruxelles, bruselas, брюссель, 布鲁塞尔, بروكسل
bf: ouagadougou, uagadugu, уагадугу, 瓦加杜古, واغادوغو
bg: sofia, софия, 索非亚, صوفيا, varna, варна, 瓦尔纳
bh: manama, манама, 麦纳麦, المنامه
bi: bujumbura, бужумбура, 布琼布拉, بوجومبورا, gitega, гитега, 基特加, غيتيغا
bj: porto-novo, portonovo, порто-ново, 波多诺伏, بورتو نوفو, cotonou, котону, 科托努, كوتونو
bn: bandar seri begawan, бандар-сери-бегаван, 斯里巴加湾, 斯里巴加湾市, بندر سيري بيغاوان
bo: la paz, ла-пас, 拉巴斯, لا باز, santa cruz de la sierra, санта-крус-де-ла-сьерра, 圣克鲁斯,
    سانتا كروز, sucre, сукре, 苏克雷, سوكري, cochabamba, кочабамба, 科恰班巴, كوتشابامبا
br America/Bahia: bahia, баия, 巴伊亚, باهيا, salvador de bahia, salvador da bahia, сальвадор,
    萨尔瓦多, سلفادور دي باهيا, salvador
br America/Belem: belem, belen, белен, 贝伦, بلم
br America/Fortaleza: fortaleza, форталеза, 福塔雷萨, فورتاليزا
br America/Manaus: manaus, manaos, манаус, 马瑙斯, ماناوس
br America/Recife: recife, ресифи, 累西腓, ريسيفي
br America/Sao_Paulo: sao paulo, сан-паулу, 圣保罗, ساو باولو, brasilia, бразилиа, 巴西利亚,
    برازيليا, rio de janeiro, рио-де-жанейро, 里约热内卢, ريو دي جانيرو, florianopolis,
    флорианополис, 弗洛里亚诺波利斯, فلوريانوبوليس, porto alegre, порту-алегри, 阿雷格里港,
    بورتو اليغري, curitiba, куритиба, 库里蒂巴, كوريتيبا, campinas, кампинас, 坎皮纳斯, كامبيناس,
    foz do iguacu, фос-ду-игуасу, 福斯杜伊瓜苏
bs: nassau, нассау, 拿骚, ناسو
bt: thimphu, timbu, тхимпху, 廷布, تيمفو, paro, паро, 帕罗
bw: gaborone, габороне, 哈博罗内, غابورون
by: minsk, минск, 明斯克, مينسك
bz: belize city, belmopan, бельмопан, 贝尔莫潘, بلموبان
ca America/Edmonton: edmonton, эдмонтон, 埃德蒙顿, ايدمونتون, calgary, калгари, 卡尔加里, كالغاري,
    banff, банф, 班夫, alberta
ca America/Halifax: halifax, галифакс, 哈利法克斯, هاليفاكس
ca America/Regina: regina, реджайна, 里贾纳, ريجينا
ca America/St_Johns: st. john's, saint-jean de terre-neuve, san juan de terranova, сент-джонс,
    圣约翰斯, سانت جونس, saint john's
ca America/Toronto: toronto, торонто, 多伦多, تورونتو, ottawa, оттава, 渥太华, اوتاوا, montreal,
    монреаль, 蒙特利尔, مونتريال, مونريال, quebec, quebec city, ville de quebec, квебек, 魁北克,
    魁北克市, كيبيك, kingston, кингстон
ca America/Vancouver: vancouver, ванкувер, 温哥华, فانكوفر, victoria
ca America/Winnipeg: winnipeg, виннипег, 温尼伯, وينيبيج
cd Africa/Kinshasa: kinshasa, киншаса, 金沙萨, كينشاسا
cd Africa/Lubumbashi: lubumbashi, лубумбаши, 卢本巴希, لومبباشا, goma, гома, 戈马, غوما
cf: bangui, банги, 班吉, بانغوي
cg: brazzaville, браззавиль, 布拉柴维尔, برازافيل
ch: zurich, цюрих, 苏黎世, زيورخ, geneva, geneve, ginebra, женева, 日内瓦, جنيف, itu headquarters,
    itu hq, headquarters of itu, siege de l'uit, sede de la uit, штаб-квартира мсэ, 国际电联总部,
    国际电信联盟总部, مقر الاتحاد الدولي للاتصالات, مقر الاتحاد, bern, berne, berna, берн, 伯尔尼,
    برن, lausanne, lausana, лозанна, 洛桑, لوزان, montreux, монтре, 蒙特勒, مونترو, basel, bale,
    basilea, базель, 巴塞尔, بازل
ci: abidjan, abiyan, абиджан, 阿比让, ابيدجان, yamoussoukro, yamusukro, ямусукро, 亚穆苏克罗,
    ياموسوكرو
cl America/Punta_Arenas: punta arenas, пунта-аренас, 蓬塔阿雷纳斯, بونتا اريناز
cl America/Santiago: santiago, santiago de chile, сантьяго, 圣地亚哥, سانتياغو, valparaiso,
    вальпараисо, 瓦尔帕莱索, فالبارايسو, vina del mar, винья-дель-мар, 比尼亚德尔马, فينيا ديل مار
cl Pacific/Easter: easter island, ile de paques, isla de pascua, остров пасхи, 复活节岛, استر
cm: douala, duala, дуала, 杜阿拉, دوالا, yaounde, yaunde, яунде, 雅温得, ياوندي
cn: shanghai, шанхай, 上海, شنغهاي, urumqi, урумчи, 乌鲁木齐, ارومكي, beijing, pekin, пекин, 北京,
    بيجين, بكين, بيجينغ, wuxi, уси, 无锡, ووشي, ووكسي, shenzhen, шэньчжэнь, 深圳, شنزن, شينزين,
    شينجين, hangzhou, ханчжоу, 杭州, هانغتشو, هانغجو, nanjing, nankin, нанкин, 南京, نانجينغ,
    نانجين, guangzhou, гуанчжоу, 广州, غوانزو, غوانغجو, غوانغتشو, canton, chengdu, чэнду, 成都,
    تشنغدو, xi'an, сиань, 西安, شيان, wuhan, ухань, 武汉, ووهان, chongqing, чунцин, 重庆,
    تشونغتشينغ, sanya, санья, 三亚, سانيا, xiamen, сямынь, 厦门, شيامن, qingdao, циндао, 青岛,
    تشينغداو, suzhou, сучжоу, 苏州, سوتشو, dalian, далянь, 大连, داليان, tianjin, тяньцзинь, 天津,
    تيانجين, zhuhai, чжухай, 珠海, تشوهاي, haikou, хайкоу, 海口, هايكو, kunming, куньмин, 昆明,
    كونمينغ, guiyang, гуйян, 贵阳, غوييانغ
co: bogota, богота, 波哥大, بوغوتا, bogota d.c., medellin, медельин, 麦德林, ميديلين,
    cartagena de indias, cartagena, картахена, 卡塔赫纳, كارتاخينا
cr: san jose, сан-хосе, 圣何塞, سان خوسيه, سان خوسي
cu: havana, la havane, la habana, гавана, 哈瓦那, هافانا
cv: praia, прая, 普拉亚, برايا
cy: nicosia, nicosie, никосия, 尼科西亚, نيقوسيا, limassol, лимасол, 利马索尔, ليماسول
cz: prague, praga, прага, 布拉格, براغ, brno, брно, 布尔诺, برنو
de: berlin, берлин, 柏林, برلين, bonn, бонн, 波恩, بون, hamburg, hambourg, hamburgo, гамбург, 汉堡,
    هامبورغ, munich, munchen, мюнхен, 慕尼黑, ميونيخ, frankfurt, frankfurt am main, francfort,
    франкфурт, 法兰克福, فرانكفورت, darmstadt, дармштадт, 达姆施塔特, دارمشتات, dresden, дрезден,
    德累斯顿, دريسدن, dusseldorf, дюссельдорф, 杜塞尔多夫, دوسلدورف
dk: copenhagen, copenhague, копенгаген, 哥本哈根, كوبنهاغن
dm: roseau, розо, 罗索, روسو
do: santo domingo, saint-domingue, санто-доминго, 圣多明各, سانتو دومينغو, punta cana, пунта-кана,
    蓬塔卡纳, بونتا كانا
dz: algiers, alger, argel, алжир, 阿尔及尔, الجزاير, oran, оран, 奥兰, وهران
ec America/Guayaquil: guayaquil, гуаякиль, 瓜亚基尔, غواياكويل, quito, кито, 基多, كيتو, cuenca,
    куэнка, 昆卡, كوينكا
ec Pacific/Galapagos: galapagos, галапагосские острова, 科隆群岛, جلاباجوس
ee: tallinn, tallin, таллин, 塔林, تالين
eg: cairo, le caire, el cairo, каир, 开罗, القاهره, alexandria, alexandrie, alejandria, александрия,
    亚历山大, الاسكندريه, sharm el-sheikh, charm el-cheikh, шарм-эш-шейх, шарм-эль-шейх, 沙姆沙伊赫,
    شرم الشيخ, hurghada, хургада, 赫尔格达, الغردقه, luxor, louxor, луксор, 卢克索, الاقصر
er: asmara, асмэра, 阿斯马拉, اسمره
es Atlantic/Canary: canary islands, islas canarias, gran canaria, las palmas,
    las palmas de gran canaria, tenerife, santa cruz de tenerife, la laguna, lanzarote,
    fuerteventura, канарские острова, лас-пальмас, лас-пальмас-де-гран-канария, тенерифе,
    加那利群岛, 特内里费, 特内里费岛, 大加那利岛, 拉斯帕尔马斯, جزر الكناري, لاس بالماس, تينيريفي
es: madrid, мадрид, 马德里, مدريد, cartagena, картахена, 卡塔赫纳, كارتاخينا, barcelona, barcelone,
    барселона, 巴塞罗那, برشلونه, valencia, валенсия, 巴伦西亚, 瓦伦西亚, فالنسيا, sevilla, seville,
    севилья, 塞维利亚, اشبيليه, malaga, малага, 马拉加, مالقه, bilbao, бильбао, 毕尔巴鄂, بلباو,
    granada, гранада, palma de mallorca, mallorca, пальма-де-майорка, 马略卡岛帕尔马, بالما,
    santiago de compostela, сантьяго-де-компостела, cordoba, кордова, 科尔多瓦, قرطبه, guadalajara,
    гвадалахара, 瓜达拉哈拉, غوادالاخارا, merida, мерида, cuenca, куэнка
et: addis ababa, addis-abeba, adis abeba, аддис-абеба, 亚的斯亚贝巴, اديس ابابا
fi: helsinki, хельсинки, 赫尔辛基, هلسنكي, tampere, тампере, 坦佩雷, تامبيري, oulu, оулу, 奥卢,
    turku, турку, 图尔库, espoo, эспоо, 埃斯波
fj: suva, сува, 苏瓦, سوفا, nadi, нади
fm Pacific/Pohnpei: palikir, паликир, 帕利基尔, باليكير, pohnpei, понпеи, 波纳佩
fr America/Cayenne: cayenne, cayena, кайенна, 卡宴, كايين, french guiana, guyane francaise, guyane,
    guayana francesa, французская гвиана, 法属圭亚那, غويانا الفرنسيه
fr America/Guadeloupe: guadeloupe, guadalupe, гваделупа, 瓜德罗普, غوادلوب
fr America/Martinique: martinique, martinica, мартиника, 马提尼克, المارتينيك, fort-de-france
fr: paris, париж, 巴黎, باريس, nice, ницца, 尼斯, نيس, lyon, лион, 里昂, ليون, marseille, marsella,
    марсель, 马赛, مرسيليا, sophia antipolis, софия-антиполис, 索菲亚-安提波利斯, صوفيا انتيبوليس,
    cannes, канны, 戛纳, lannion, ланьон, 拉尼翁, لانيون, rennes, ренн, 雷恩, grenoble, гренобль,
    格勒诺布尔, toulouse, тулуза, 图卢兹, تولوز
fr Indian/Mayotte: mayotte, майотта, 马约特, مايوت
fr Indian/Reunion: reunion, la reunion, реюньон, 留尼汪, ريونيون
fr Pacific/Noumea: noumea, numea, нумеа, 努美阿, نوميا, new caledonia, nouvelle-caledonie,
    nueva caledonia, новая каледония, 新喀里多尼亚, كاليدونيا الجديده
fr Pacific/Tahiti: papeete, папеэте, 帕皮提, بابيتي, tahiti, таити, 塔希提, تاهيتي
ga: libreville, либревиль, 利伯维尔, ليبرفيل
gb: london, londres, лондон, 伦敦, لندن, edinburgh, edimbourg, edimburgo, эдинбург, 爱丁堡, ادنبره,
    manchester, манчестер, 曼彻斯特, مانشستر, glasgow, глазго, 格拉斯哥, غلاسكو, cardiff, кардифф,
    加的夫, belfast, белфаст, 贝尔法斯特, birmingham, бирмингем, 伯明翰, برمنغهام
gd: saint george's, st. george's, сент-джорджес, 圣乔治, سانت جورجز
ge: tbilisi, tbilissi, tiflis, тбилиси, 第比利斯, تبليسي, batumi, batoumi, батуми, 巴统, باتومي,
    تبيليسي
gh: accra, acra, аккра, 阿克拉, اكرا
gl America/Nuuk: nuuk, nuuk (godthab), нуук, 努克, نوك
gm: banjul, банжул, 班珠尔, بانجول
gn: conakry, conakri, конакри, 科纳克里, كوناكري
gq: malabo, малабо, 马拉博, مالابو
gr: athens, athenes, atenas, афины, 雅典, اثينا, thessaloniki, thessalonique, salonica, салоники,
    塞萨洛尼基, سالونيك, heraklion, ираклион, 伊拉克利翁
gt: guatemala, гватемала, 危地马拉, غواتيمالا, guatemala city, ciudad de guatemala,
    ville de guatemala, antigua guatemala, la antigua guatemala, антигуа-гватемала, 危地马拉城,
    مدينه غواتيمالا
gw: bissau, bisau, бисау, 比绍, بيساو
gy: georgetown, джорджтаун, 乔治敦, جورج تاون
hn: tegucigalpa, тегусигальпа, 特古西加尔巴, تيغوسيغالبا, san pedro sula, сан-педро-сула,
    圣佩德罗苏拉, سان بيدرو سولا
hr: zagreb, загреб, 萨格勒布, زغرب, split, сплит, 斯普利特, dubrovnik, дубровник, 杜布罗夫尼克,
    دوبروفنيك
ht: port-au-prince, puerto principe, порт-о-пренс, 太子港, بورت او برنس
hu: budapest, будапешт, 布达佩斯, بودابست
id Asia/Jakarta: jakarta, yakarta, джакарта, 雅加达, جاكرتا, bandung, bandoung, бандунг, 万隆,
    باندونغ, yogyakarta, джокьякарта, 日惹, يوغياكارتا, surabaya, сурабая, 泗水, سورابايا
id Asia/Jayapura: jayapura, джаяпура, 查亚普拉, جايابيورا
id Asia/Makassar: makassar, macassar, makasar, макасар, 望加锡, ماكسار, bali, бали, 巴厘, 巴厘岛,
    بالي, nusa dua, нуса-дуа, 努沙杜瓦, denpasar, денпасар, 登巴萨, دنباسار
ie: dublin, дублин, 都柏林, دبلن
il: jerusalem, jerusalen, иерусалим, 耶路撒冷, القدس, tel aviv, тель-авив, 特拉维夫, تل ابيب, haifa,
    хайфа, 海法, حيفا
in: kolkata, calcutta, calcuta, калькутта, 加尔各答, كالكتا, new delhi, delhi, nueva delhi, дели,
    нью-дели, 新德里, 德里, نيودلهي, دلهي, bengaluru, bangalore, бангалор, бенгалуру, 班加罗尔,
    بنغالور, mumbai, bombay, мумбаи, 孟买, مومباي, chennai, ченнаи, 金奈, تشيناي, hyderabad,
    хайдарабад, 海得拉巴, 海德拉巴, حيدر اباد, goa, гоа, 果阿, غوا, kochi, кочи, 科钦
iq: baghdad, bagdad, багдад, 巴格达, بغداد
ir: tehran, teheran, тегеран, 德黑兰, طهران, isfahan, ispahan, исфахан, 伊斯法罕, اصفهان, shiraz,
    chiraz, шираз, 设拉子, شيراز
is: reykjavik, reikiavik, рейкьявик, 雷克雅未克, ريكيافيك
it: rome, roma, рим, 罗马, روما, turin, torino, турин, 都灵, تورينو, milan, milano, милан, 米兰,
    ميلانو, venice, venise, venezia, venecia, венеция, 威尼斯, البندقيه, florence, firenze,
    florencia, флоренция, 佛罗伦萨, فلورنسا, trieste, триест, 的里雅斯特, تريستا, naples, napoli,
    napoles, неаполь, 那不勒斯, نابولي
jm: kingston, кингстон, 金斯敦, كينغستون, montego bay, монтего-бей, 蒙特哥贝, مونتيغو باي
jo: amman, амман, 安曼, عمان, aqaba, акаба, 亚喀巴, العقبه
jp: tokyo, tokio, токио, 东京, طوكيو, kochi, кочи, 高知, kyoto, kioto, киото, 京都, كيوتو, osaka,
    осака, 大阪, اوساكا, yokohama, иокогама, 横滨, يوكوهاما, hiroshima, хиросима, 广岛, هيروشيما,
    sapporo, саппоро, 札幌, سابورو, fukuoka, фукуока, 福冈, فوكوكا, nagoya, нагоя, 名古屋, ناغويا,
    kobe, кобе, 神户, كوبي, sendai, сендай, 仙台, nara, нара, 奈良, okinawa, окинава, 冲绳,
    اوكيناوا
ke: nairobi, найроби, 内罗毕, نيروبي, mombasa, момбаса, 蒙巴萨, مومباسا
kg: bishkek, bichkek, бишкек, 比什凯克, بشكيك
kh: phnom penh, пномпень, 金边, بنوم بنه, siem reap, сиемреап, 暹粒, سيم ريب
ki Pacific/Tarawa: tarawa, тарава, 塔拉瓦, تاراوا
km: moroni, морони, 莫罗尼, موروني
kn: basseterre, бастер, 巴斯特尔, باستير
kp: pyongyang, пхеньян, 平壤, بيونغ يانغ
kr: seoul, seul, сеул, 首尔, سول, busan, pusan, пусан, 釜山, بوسان, jeju, jeju island, ile de jeju,
    isla de jeju, чеджу, 济州, 济州岛, جيجو, daejeon, тэджон, 大田, دايجون, incheon, инчхон, 仁川,
    انشيون, gwangju, кванджу, 光州, غوانغجو, daegu, тэгу, 大邱, gyeongju, кенджу, 庆州, سيول
kw: kuwait city, koweit city, ciudad de kuwait, эль-кувейт, 科威特城, مدينه الكويت
ky: george town, georgetown, джорджтаун, 乔治敦, جورج تاون
kz Asia/Almaty: almaty, alma ata, алматы, 阿拉木图, الماتي, astana, астана, 阿斯塔纳, استانا,
    nur-sultan, nour-soultan, нур-султан, 努尔苏丹, نور سلطان, алма-ата, shymkent, шымкент,
    奇姆肯特
kz Asia/Aqtau: aqtau, aktaou, aktau, актау, 阿克套, اكتاو
kz Asia/Atyrau: atyrau, atyraou, атырау, 阿特劳, اتيراو
la: vientiane, vientian, вьентьян, 万象, فيانتيان, luang prabang, луангпрабанг, 琅勃拉邦,
    لوانغ برابانغ
lb: beirut, beyrouth, бейрут, 贝鲁特, بيروت, tripoli, триполи, طرابلس
lc: castries, кастри, 卡斯特里, كاستريس
li: vaduz, вадуц, 瓦杜兹, فادوز
lk: colombo, коломбо, 科伦坡, كولومبو, kandy, канди, 康提
lr: monrovia, монровия, 蒙罗维亚, مونروفيا
ls: maseru, масеру, 马塞卢, ماسيرو
lt: vilnius, vilna, вильнюс, 维尔纽斯, فيلنيوس
lv: riga, рига, 里加, ريغا
ly: tripoli, триполи, 的黎波里, طرابلس
ma: casablanca, касабланка, 卡萨布兰卡, الدار البيضاء, rabat, рабат, 拉巴特, الرباط, marrakesh,
    marrakech, марракеш, 马拉喀什, مراكش, fez, fes, фес, 非斯, فاس, agadir, агадир, 阿加迪尔,
    اغادير, tangier, tanger, танжер, 丹吉尔, طنجه
mc: monte carlo, монте-карло, 蒙特卡洛, مونت كارلو
md: chisinau, кишинев, 基希讷乌, تشيسيناو, شيسيناو, كيشيناو
me: podgorica, подгорица, 波德戈里察, بودغوريكا, budva, будва, 布德瓦
mg: antananarivo, антананариву, 安塔那那利佛, انتاناناريفو, tananarive
mh: majuro, маджуро, 马朱罗, ماجورو
mk: skopje, skopie, скопье, 斯科普里, سكوبي, ohrid, охрид, 奥赫里德
ml: bamako, бамако, 巴马科, باماكو
mm: yangon, rangoun, янгон, 仰光, رانغون, naypyidaw, nay pyi taw, naypyitaw, нейпьидо, 内比都,
    نايبيداو, نايبيتاو, rangoon, rangun, рангун
mn Asia/Ulaanbaatar: ulaanbaatar, oulan-bator, ulan bator, улан-батор, 乌兰巴托, الانباتار,
    улаанбаатар, اولان باتور
mr: nouakchott, nuakchot, нуакшот, 努瓦克肖特, نواكشوط
mt: valletta, la valette, la valeta, валлетта, 瓦莱塔, فاليتا, st. julian's, сент-джулианс
mu: port louis, порт-луи, 路易港, بورت لويس
mv: male, мале, 马累, ماليه
mw: blantyre, блантайр, 布兰太尔, بلانتاير, lilongwe, лилонгве, 利隆圭, ليلونغوي
mx America/Cancun: cancun, канкун, 坎昆, كانكون, playa del carmen, плайя-дель-кармен, quintana roo
mx America/Hermosillo: hermosillo, эрмосильо, 埃莫西约, هيرموسيلو
mx America/Mazatlan: la paz, ла-пас, 拉巴斯
mx America/Merida: merida, мерида, 梅里达, ميريدا
mx America/Mexico_City: mexico city, ciudad de mexico, мехико, 墨西哥城, مكسيكو سيتي,
    mexico (mexico), mexico (mexique), mexico d.f., mexico df, mexico d.f. (mexico), cdmx,
    ville de mexico, مدينه المكسيك, مدينه مكسيكو, guadalajara, гвадалахара, 瓜达拉哈拉, غوادالاخارا,
    puebla, пуэбла, 普埃布拉, queretaro, acapulco, акапулько, 阿卡普尔科, اكابولكو
mx America/Monterrey: monterrey, монтеррей, 蒙特雷, مونتيري
mx America/Tijuana: tijuana, тихуана, 蒂华纳, تيخوانا
my: kuala lumpur, куала-лумпур, 吉隆坡, كوالا لامبور, kuching, кучинг, 古晋, كيشينج, george town,
    putrajaya, путраджая, 布城, بوتراجايا, cyberjaya, penang, пенанг, 槟城, malacca, malaka,
    langkawi, лангкави, 浮罗交怡, كوالالمبور
mz: maputo, мапуту, 马普托, مابوتو
na: windhoek, виндхук, 温得和克, ويندهوك, swakopmund, свакопмунд, 斯瓦科普蒙德
ne: niamey, ниамей, 尼亚美, نيامي
ng: lagos, лагос, 拉各斯, لاغوس, abuja, abuya, абуджа, 阿布贾, ابوجا, calabar, калабар, kano, кано,
    卡诺, benin city, 贝宁城
ni: managua, манагуа, 马那瓜, ماناغوا, granada
nl: amsterdam, амстердам, 阿姆斯特丹, امستردام, the hague, la haye, la haya, гаага, 海牙, لاهاي,
    rotterdam, роттердам, 鹿特丹, روتردام, utrecht, утрехт, 乌得勒支, eindhoven, эйндховен, delft,
    делфт, 代尔夫特, maastricht, маастрихт, 马斯特里赫特
no: oslo, осло, 奥斯陆, اوسلو, bergen, берген, 卑尔根, برغن, trondheim, тронхейм, 特隆赫姆,
    stavanger, ставангер, tromso
np: kathmandu, katmandou, katmandu, катманду, 加德满都, كاتماندو
nz Pacific/Auckland: auckland, окленд, 奥克兰, اوكلاند, wellington, веллингтон, 惠灵顿, ويلنغتون,
    christchurch, крайстчерч, 克赖斯特彻奇, كرايستشيرش, queenstown, куинстаун, 皇后镇, rotorua,
    роторуа
om: muscat, mascate, маскат, 马斯喀特, مسقط, salalah, салала, 塞拉莱, صلاله
pa: panama city, ciudad de panama, город панама, 巴拿马城, مدينه بنما
pe: lima, лима, 利马, ليما, cusco, cuzco, куско, 库斯科, كوسكو, arequipa, арекипа, 阿雷基帕
pg Pacific/Port_Moresby: port moresby, порт-морсби, 莫尔兹比港, بور مورسبي
ph: manila, manille, манила, 马尼拉, مانيلا, cebu, себу, 宿务, سيبو, makati, макати, quezon city,
    кесон-сити, pasay, boracay, боракай, 长滩岛, davao
pk: karachi, карачи, 卡拉奇, كراتشي, hyderabad, хайдарабад, 海得拉巴, 海德拉巴, حيدر اباد,
    islamabad, исламабад, 伊斯兰堡, اسلام اباد, lahore, лахор, 拉合尔, لاهور
pl: warsaw, varsovie, varsovia, варшава, 华沙, وارسو, krakow, cracow, cracovie, cracovia, краков,
    克拉科夫, كراكوف, gdansk, гданьск, 格但斯克, wroclaw, вроцлав, 弗罗茨瓦夫, poznan, познань,
    波兹南
ps Asia/Gaza: gaza, газа, 加沙, غزه
ps: ramallah, рамалла, 拉马拉, رام الله, 约旦河西岸
pt Atlantic/Azores: azores, acores, азорские острова, 亚速尔群岛, ازورس, ponta delgada,
    понта-делгада, 蓬塔德尔加达
pt Atlantic/Madeira: madeira, madere, мадейра, 马德拉, ماديرا, funchal, фуншал, 丰沙尔, فونشال
pt: lisbon, lisbonne, lisboa, лиссабон, 里斯本, لشبونه, porto, oporto, порту, 波尔图, cascais,
    estoril, эшторил
pw: koror, корор, 科罗尔, كورور
py: asuncion, асунсьон, 亚松森, اسونسيون
qa: doha, доха, 多哈, الدوحه
ro: bucharest, bucarest, бухарест, 布加勒斯特, بوخارست, sinaia, constanta, констанца, cluj-napoca,
    клуж-напока, timisoara, тимишоара
rs: belgrade, belgrado, белград, 贝尔格莱德, بلغراد, novi sad, нови-сад, 诺维萨德
ru Asia/Irkutsk: irkutsk, irkoutsk, иркутск, 伊尔库茨克, ايركيتسك
ru Asia/Krasnoyarsk: krasnoyarsk, krasnoiarsk, красноярск, 克拉斯诺亚尔斯克, كراسنويارسك
ru Asia/Novosibirsk: novosibirsk, novossibirsk, новосибирск, 新西伯利亚, نوفوسبيرسك
ru Asia/Omsk: omsk, омск, 鄂木斯克, اومسك
ru Asia/Vladivostok: vladivostok, владивосток, 符拉迪沃斯托克, فلاديفوستك
ru Asia/Yekaterinburg: yekaterinburg, ekaterinbourg, ekaterimburgo, екатеринбург, 叶卡捷琳堡,
    يكاترنبيرج, ufa, oufa, уфа, 乌法, اوفا, chelyabinsk, челябинск, tyumen, тюмень, perm, пермь,
    khanty-mansiysk, ханты-мансийск
ru Europe/Kaliningrad: kaliningrad, kaliningrado, калининград, 加里宁格勒, كالينجراد
ru Europe/Moscow: moscow, moscou, moscu, москва, 莫斯科, موسكو, saint petersburg, st. petersburg,
    saint-petersbourg, san petersburgo, санкт-петербург, 圣彼得堡, سانت بطرسبرغ, سان بطرسبرغ, sochi,
    sotchi, сочи, 索契, سوتشي, kazan, казань, 喀山, قازان, nizhny novgorod, nijni-novgorod,
    nizhni novgorod, нижний новгород, 下诺夫哥罗德, نيجني نوفغورود, velikiy novgorod,
    великий новгород, rostov-on-don, ростов-на-дону, innopolis, иннополис
ru Europe/Samara: samara, самара, 萨马拉, سامارا
rw: kigali, кигали, 基加利, كيغالي
sa: riyadh, riyad, riad, эр-рияд, 利雅得, الرياض, jeddah, djeddah, yeda, джидда, 吉达, جده, dammam,
    даммам, 达曼, الدمام, mecca, la mecque, la meca, мекка, 麦加, مكه, medina, medine, медина,
    麦地那, المدينه المنوره
sb: honiara, хониара, 霍尼亚拉, هونيارا
sc: victoria, виктория, 维多利亚, فيكتوريا
sd: khartoum, jartum, хартум, 喀土穆, الخرطوم, port sudan, порт-судан, بورتسودان
se: stockholm, estocolmo, стокгольм, 斯德哥尔摩, ستوكهولم, gothenburg, goteborg, gotemburgo,
    гетеборг, 哥德堡, malmo, мальме, 马尔默, uppsala, уппсала, lulea
si: ljubljana, liubliana, любляна, 卢布尔雅那, ليوبليانا, bled, блед, 布莱德, maribor, марибор,
    马里博尔, portoroz
sk: bratislava, братислава, 布拉迪斯拉发, براتيسلافا
sl: freetown, фритаун, 弗里敦, فري تاون
sn: dakar, дакар, 达喀尔, داكار
so: mogadishu, mogadiscio, могадишо, 摩加迪沙, مقديشيو, مقديشو, muqdisho
sr: paramaribo, парамарибо, 帕拉马里博, باراماريبو
ss: juba, джуба, 朱巴, جوبا
st: sao tome, santo tome, сан-томе, 圣多美, ساو تومي
sv: san salvador, сан-сальвадор, 圣萨尔瓦多, سان سلفادور
sy: damascus, damas, damasco, дамаск, 大马士革, دمشق
sz: mbabane, мбабане, 姆巴巴纳, مباباني
td: ndjamena, n'djamena, yamena, нджамена, 恩贾梅纳, نجامينا, انجمينا
tg: lome, ломе, 洛美, لومي
th: bangkok, бангкок, 曼谷, بانكوك, chiang mai, чиангмай, 清迈, phuket, пхукет, 普吉, 普吉岛, بوكيت,
    pattaya, паттайя, 芭堤雅, hua hin, хуахин, 华欣
tj: dushanbe, douchanbe, dusambe, душанбе, 杜尚别, دوشانبي
tl: dili, дили, 帝力, ديلي
tm: ashgabat, achgabat, asjabad, ашхабад, 阿什哈巴德, عشق اباد, ашгабат, 阿什哈巴特
tn: tunis, tunez, тунис, 突尼斯, تونس, hammamet, хаммамет, 哈马马特, الحمامات, sousse, сус, سوسه,
    djerba, yerba, джерба, 杰尔巴, جربه, gammarth, قمرت
to: nuku'alofa, nukualofa, нукуалофа, 努库阿洛法, نوكوالوفا
tr: istanbul, estambul, стамбул, 伊斯坦布尔, اسطنبول, ankara, анкара, 安卡拉, انقره, antalya,
    анталья, 安塔利亚, انطاليا, izmir, измир, 伊兹密尔, ازمير
tt: port of spain, port-d'espagne, puerto espana, порт-оф-спейн, 西班牙港, بورت اوف سبين
tv: funafuti, фунафути, 富纳富提, فونافوتي
tw: taipei, тайбэй, 台北, تايبيه, hsinchu, 新竹, kaohsiung, 高雄
tz: dar es salaam, dar es-salam, дар-эс-салам, 达累斯萨拉姆, دار السلام, dodoma, додома, 多多马,
    دودوما, arusha, аруша, 阿鲁沙, اروشا, zanzibar, занзибар, 桑给巴尔, زنجبار
ua Europe/Kyiv: kyiv, kiev, киев, 基辅, كييف, lviv, lvov, львов, 利沃夫, لفيف, odesa, odessa,
    одесса, 敖德萨, اوديسا, kharkiv, kharkov, харьков, 哈尔科夫, خاركيف, dnipro, днепр, 第聂伯,
    马里乌波尔
ug: kampala, кампала, 坎帕拉, كامبالا, entebbe, энтеббе, 恩德培, عنتيبي
us America/Anchorage: anchorage, анкоридж, 安克雷奇, انشوراج
us America/Chicago: chicago, чикаго, 芝加哥, شيكاغو, birmingham, бирмингем, 伯明翰, برمنغهام,
    dallas, даллас, 达拉斯, دالاس, houston, хьюстон, 休斯敦, هيوستن, austin, остин, 奥斯汀, اوستن,
    minneapolis, миннеаполис, 明尼阿波利斯, مينيابوليس, new orleans, la nouvelle-orleans,
    nueva orleans, новый орлеан, 新奥尔良, نيو اورلينز, st. louis, illinois, nashville
us America/Denver: denver, денвер, 丹佛, دنفر, boulder, боулдер, 博尔德, salt lake city,
    солт-лейк-сити, 盐湖城, colorado, albuquerque, new mexico
us America/Detroit: detroit, детройт, 底特律, ديترويت
us America/Indiana/Indianapolis: indianapolis
us America/Los_Angeles: los angeles, лос-анджелес, 洛杉矶, لوس انجلوس, san jose, сан-хосе, 圣何塞,
    سان خوسيه, california, san diego, сан-диего, 圣迭戈, 圣地亚哥, سان دييغو, san francisco,
    san francisque, сан-франциско, 旧金山, 圣弗朗西斯科, سان فرانسيسكو, seattle, сиэтл, 西雅图,
    سياتل, las vegas, лас-вегас, 拉斯维加斯, لاس فيغاس, palo alto, sunnyvale, mountain view
us America/New_York: new york, nueva york, нью-йорк, 纽约, نيويورك, washington d.c., washington dc,
    d.c., вашингтон (округ колумбия), 华盛顿特区, 华盛顿哥伦比亚特区, واشنطن العاصمه, boston,
    бостон, 波士顿, بوسطن, atlanta, атланта, 亚特兰大, اتلانتا, georgia, georgie, 佐治亚, 佐治亚州,
    جورجيا, philadelphia, philadelphie, filadelfia, филадельфия, 费城, فيلادلفيا, orlando, орландо,
    奥兰多, اورلاندو, miami, майами, 迈阿密, ميامي, new york city, ny, new jersey, piscataway,
    virginia, reston, maryland, gaithersburg, pennsylvania, massachusetts, baltimore, балтимор,
    巴尔的摩, 马里兰, 马里兰州
us America/Phoenix: phoenix, финикс, 凤凰城, فينكس, scottsdale, tucson
us America/Puerto_Rico: puerto rico, porto rico, пуэрто-рико, 波多黎各, بورتوريكو, san juan,
    сан-хуан, 圣胡安, سان خوان
us Pacific/Guam: guam, гуам, 关岛, غوام
us Pacific/Honolulu: honolulu, гонолулу, 檀香山, هونولولو, hawaii, hawai, гавайи, 夏威夷, هاواي
uy: montevideo, монтевидео, 蒙得维的亚, مونتفيديو, مونتيفيديو, punta del este, пунта-дель-эсте, 埃斯特角城,
    بونتا ديل استي
uz: samarkand, samarcande, samarcanda, самарканд, 撒马尔罕, سمرقند, tashkent, tachkent, taskent,
    ташкент, 塔什干, طشقند, bukhara, boukhara, bujara, бухара, 布哈拉, بخاري
vc: kingstown, кингстаун, 金斯敦, كينغستاون
ve: caracas, каракас, 加拉加斯, كاراكاس, valencia, валенсия, 巴伦西亚, 瓦伦西亚, فالنسيا, merida,
    мерида, maracaibo, маракайбо, 马拉开波, isla margarita, isla de margarita
vn: ho chi minh city, ho-chi-minh-ville, ciudad ho chi minh, хошимин, 胡志明市, مدينه هو تشي منه,
    ha noi, hanoi, ханой, 河内, هانوي, da nang, danang, дананг, 岘港, دا نانغ, دانانغ, ha long,
    халонг, 下龙, nha trang, нячанг, 芽庄, phu quoc, saigon, сайгон, 西贡, سايغون
vu: port vila, порт-вила, 维拉港, بورت فيلا
ws: apia, апиа, 阿皮亚, ابيا
xk: pristina, prishtina, приштина, 普里什蒂纳, بريشتينا
ye: aden, аден, 亚丁, عدن, sana'a, sanaa, sana, сана, 萨那, صنعاء
za: johannesburg, johannesburgo, йоханнесбург, 约翰内斯堡, جوهانسبرغ, cape town, le cap,
    ciudad del cabo, кейптаун, 开普敦, كيب تاون, كيبتاون, durban, дурбан, 德班, دوربان, ديربان,
    pretoria, претория, 比勒陀利亚, بريتوريا, midrand, sandton
zm: lusaka, лусака, 卢萨卡, لوساكا, livingstone, ливингстон, 利文斯顿, ليفينغستون
zw: harare, хараре, 哈拉雷, هراري, victoria falls, chutes victoria, cataratas victoria,
    водопад виктория, виктория-фолс, 维多利亚瀑布城, شلالات فيكتوريا, bulawayo, булавайо, 布拉瓦约
";
