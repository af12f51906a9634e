"""Words of time in the six languages tables come in, folded (small letters, Latin accents gone)."""

WEEKDAYS = (
    r"pondel\w*|pon|po|monday\w*|mon|понеділ\w*|щопонеділ\w*|понедельник\w*|понеделник\w*|пн|пон|thu (?:hai|2)|t2",
    r"uter\w*|ut|tuesday\w*|tues?|вівтор\w*|щовівтор\w*|вторник\w*|вт|thu (?:ba|3)|t3",
    r"stred(?:a|u|y|e|ach|am)|st|wednesday\w*|wed|щосереди|серед(?:а|у|и|ам)|сред(?:а|у|ы|ам)|сряд\w*|ср|thu (?:tu|4)|t4",
    r"ctvrt(?:ek|ky|ku|cich)|ct|thursday\w*|thur?s?|щочетверга|четвер\w*|четвърт\w*|чт|чет|четв|thu (?:nam|5)|t5",
    r"pat(?:ek|ky|ku|cich)|pa|friday\w*|fri|щоп'ятниці|п'ятниц\w*|пятниц\w*|петък\w*|пт|пет|thu (?:sau|6)|t6",
    r"sobot\w*|so|saturday\w*|sat|щосуботи|субот\w*|суббот\w*|събот\w*|сб|съб|thu (?:bay|7)|t7",
    r"nedel(?:e|i|ich)|ne|sunday\w*|sun|щонеділі|неділ\w*|воскресень\w*|неделя|недели(?=те)|вс|нд|нед|chu nhat|cn",
)
RANGE = r"(?:-|az(?: do)?|do|to|till|through|until|до|по|den)"
WEEKEND = r"vikend\w*|weekend\w*|выходны\w*|вихідн\w*|уикенд\w*|почивни дни|cuoi tuan"
WORKDAYS = r"vsedni\w* d(?:en|ny|nech)|pracovni\w* d(?:en|ny|nech)|weekdays?|working days?|будни\w*|будні\w*|рабочи\w* дн\w*|робоч\w* дн\w*|делни\w*(?: дни)?|ngay thuong|ngay trong tuan"  # noqa: E501
DAILY = r"denne|kazdy den|daily|every day|ежедневно|каждый день|щодня|кожного дня|кожен день|всеки ден|всекидневно|hang ngay|moi ngay"  # noqa: E501
PARTS = {
    "Morning": r"rano|dopoledn\w*|mornings?|утр\w*|вранці|зранку|до обіду|до обеда|сутрин\w*|преди обяд|buoi sang|sang",
    "Afternoon": r"odpoledn\w*|afternoons?|после обеда|днем|після обіду|пополудні|вдень|следобед\w*|buoi chieu|chieu",
    "Evening": r"vecer\w*|evenings?|вечер\w*|ввечері|увечері|вечір\w*|вечорами|buoi toi|toi",
}
OFTEN = {
    "day": r"denne|(?:a|per|each|every) day|daily|в день|на день|на ден|дневно|moi ngay|ngay",
    "week": r"tydne|(?:den|dny|dni) v tydnu|kazdy tyden|(?:a|per|each|every|this|one) week|weekly|/ ?week|/ ?tyden|в неделю|еженедельно|на тиждень|щотижня|тижнево|седмично|на седмица|в седмицата|всяка седмица|(?:moi|mot|/|/ )? ?tuan|hang tuan",
    "month": r"mesicne|mesic\w*|(?:a|per|each|every) month|monthly|/ ?month|в месяц|ежемесячно|на місяць|щомісяця|месечно|на месец|в месеца|всеки месец|(?:moi|mot|/|/ )? ?thang|hang thang",
    "year": r"rocne|(?:do|v|za) roce?|kazdy rok|kazdorocne|(?:a|per|each|every) year|yearly|annual\w*|в год|ежегодно|на рік|щороку|годишно|на година|всяка година|(?:moi|mot) nam|hang nam",
}  # fmt: skip
EVERY_SECOND = r"kazd\w+ druh\w+|jednou za (?:14 dn\w*|dva tydny|2 tydny)|(?:1 ?x|asi jednou|jednou)? ?za (?:14|ctrnact) dn\w*|every (?:other|second|two)(?: weeks?)?|fortnightly|biweekly|once in two weeks|кажд\w+ втор\w+|раз в две недели|кожн\w+ друг\w+|раз на два тижні|через тиждень|через неделю|вс(?:еки|яка|яко) втор\w+|веднъж на две седмици|на две седмици|hai tuan mot lan|2 tuan(?: mot|/| 1)? lan|moi hai tuan"  # noqa: E501
EVERY_TWO_MONTHS = r"once every two months|every two months|раз в два месяца|jednou za dva mesice|раз на два місяці|веднъж на два месеца"
FLEXIBLE = r"(?:individualne |podle |dle |po |na )?(?:domluv\w*|dohod\w*)|(?:dle|podle)(?: casov\w*)?(?: moznost\w*)?(?: dobrovolnik\w*)?|domluvit|individual\w*(?: agreed)?|by (?:agreement|appointment|arrangement)|as agreed|agreed|flexibl\w*|flexibil\w*|kdykoli\w*|anytime|any time|narazov\w*|obcas\w*|jak (?:se )?komu (?:se )?hodi|jak komu vyhovuje|nepravideln\w*|по договоренност\w*|по договорці|за домовленістю|по домовленості|по договореност\w*|по договаряне|по уговорка|в удобное время|гъвкав\w*|гнучк\w*|гибк\w*|по желание|по всяко време|когато можеш|theo thoa thuan|linh hoat|tuy (?:y|chon|thoi gian)"  # noqa: E501
REGULAR = r"pravideln\w*|regular\w*|регулярн\w*|постоянн\w*|постійн\w*|редовно|thuong xuyen|ongoing|celorocn\w*|dlouhodob\w*"
ONCE = r"jednorazov\w*|jedno odpoledne|jeden den|one[- ]off|one[- ]time|single day|one day|однократн\w*|разово|одноразов\w*|одноразово|еднократн\w*|един ден|mot ngay|mot lan duy nhat"  # noqa: E501
NUMBERS = {
    "jedn\\w*|one|a|an|once|один|одна|одну|одне|един|една|веднъж|mot": 1.0,
    "dv(?:e|a|ou)|dvakrat|two|twice|два|две|дві|двe|дважды|двічі|два пъти|hai": 2.0,
    "tri|tri\\w*|trikrat|three|три|тричі|трижды|ba": 3.0,
    "ctyri|ctyr\\w*|four|четыре|чотири|bon": 4.0,
    "pul|half|полчаса|пів|половин": 0.5,
}
HOURS = r"h|hod|hodin\w*|hours?|hrs?|час(?:а|ов|ове)?|годин(?:а|и|у)?|ч|tieng|gio"
MONTHS = (
    r"led(?:en|na|nu)|january|jan|январ\w*|січ(?:ень|ня|ні)|януари|thang (?:1|gieng|mot)",
    r"unor\w*|february|feb|феврал\w*|лют(?:ий|ого|ому)|февруари|thang (?:2|hai)",
    r"brez(?:en|na|nu)|march|mar|март\w*|берез(?:ень|ня|ні)|thang (?:3|ba)",
    r"dub(?:en|na|nu)|april|apr|апрел\w*|квіт(?:ень|ня|ні)|април|thang (?:4|tu)",
    r"kvet(?:en|na|nu)|may|ма[йяе]|трав(?:ень|ня|ні)|thang (?:5|nam)",
    r"cerv(?:en|na|nu)|june|jun|июн\w*|черв(?:ень|ня|ні)|юни|thang (?:6|sau)",
    r"cerven(?:ec|ce|ci)|july|jul|июл\w*|лип(?:ень|ня|ні)|юли|thang (?:7|bay)",
    r"srp(?:en|na|nu)|august|aug|август\w*|серп(?:ень|ня|ні)|thang (?:8|tam)",
    r"zari|september|sept?|сентябр\w*|верес(?:ень|ня|ні)|септември|thang (?:9|chin)",
    r"rij(?:en|na|nu)|october|oct|октябр\w*|жовт(?:ень|ня|ні)|октомври|thang (?:10|muoi)",
    r"listopad\w*|november|nov|ноябр\w*|листопад\w*|ноември|thang 11",
    r"prosin(?:ec|ce|ci)|december|dec|декабр\w*|груд(?:ень|ня|ні)|декември|thang 12",
)
SPANS = {
    "M": r"mesic\w*|mes\.?|months?|месяц\w*|місяц\w*|месец\w*|thang",
    "Y": r"rok\w*|let|years?|год(?:а|у)?|лет|рік|роки|років|година|години|nam",
    "W": r"tyden|tydn\w*|weeks?|недел\w*|тижн\w*|тиждень|седмиц\w*|tuan",
}
# Little words that carry nothing once the rest is understood.
FILLERS = set(
    "a i v ve na od do se s z za po o u k az vzdy cca asi min minimalne aspon alespon max nejlepe staci spolecna vetsinou "
    "obvykle kazdy kazda kazde kazdou vic vice nebo a an the on in at for of or and every each from to until about around least usually most "
    "times time x krat krát d den dni dny dnu day days hour hours h hod hodin hodina week weeks month months tyden mesic rok "
    "в во на с со по до от и или не реже раза раз около всегда обычно каждый каждую каждое каждая кожен кожну кожне кожний щo від з та або "
    "всеки всяка всяко поне около обикновено през вечe пъти път lan moi vao tu den va hoac khoang it nhat trong luc cac ngay".split()
)
