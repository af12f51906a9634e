"""Words that stand at the head of columns, folded, in Czech, English, Ukrainian, Russian, Vietnamese, Bulgarian."""

# A heading that equals one of these words is certain; one that contains it as whole words is likely; the longest wins.
HEADINGS: dict[str, tuple[str, ...]] = {
    "id": ("id", "uid", "external id", "external_id", "identifier", "source id", "source_id", "code", "kod", "identifikator", "код", "идентификатор", "ідентифікатор", "ma", "ma so"),
    "number": ("c.", "c", "cislo", "por. c.", "p.c.", "poradi", "#", "no", "no.", "nr", "nr.", "row", "№", "n", "номер", "№ п/п", "stt", "so thu tu", "ред", "radek"),
    "organisation": ("organisation", "organization", "organizace", "org", "org.", "nazev organizace", "poskytovatel", "hostitel", "kdo nabizi", "kdo hleda", "spolek", "instituce", "zarizeni", "subjekt", "host", "host organisation", "ngo", "who offers", "provider", "charity", "institution", "організація", "назва організації", "хто", "установа", "организация", "название организации", "учреждение", "организатор", "име на организацията", "институция", "to chuc", "ten to chuc", "don vi", "neziskovka", "partner", "kdo"),
    "title": ("title", "nazev", "nazev prilezitosti", "nazev aktivity", "prilezitost", "nabidka", "pozice", "akce", "nazev akce", "role", "opportunity", "opportunity title", "activity name", "position", "headline", "name", "назва", "назва можливості", "можливість", "заголовок", "позиція", "название", "возможность", "вакансия", "заглавие", "наименование", "възможност", "позиция", "име", "име на дейността", "ten", "ten hoat dong", "tieu de", "co hoi", "vi tri", "доброволческа позиция"),
    "description": ("description", "popis", "co se dela", "co budete delat", "co delat", "napln", "napln prace", "cinnost popis", "popis cinnosti", "detail", "details", "what you will do", "what", "what volunteers do", "co", "text", "опис", "що робити", "що робитимете", "описание", "что делать", "что делают", "какво се прави", "какво ще правите", "какво правят", "mo ta", "noi dung", "lam gi", "cong viec", "задачи", "задължения", "tasks", "info"),
    "activity": ("activity", "activities", "cinnost", "aktivita", "druh cinnosti", "oblast", "typ aktivity", "typ cinnosti", "kategorie", "category", "activity type", "вид діяльності", "діяльність", "категорія", "деятельность", "вид деятельности", "категория", "дейност", "вид дейност", "hoat dong", "loai hoat dong", "linh vuc", "tag", "tags"),
    "cause": ("cause", "causes", "tema", "topic", "кауза", "тема"),
    "audience": ("audience", "beneficiaries", "pro koho", "pro koho klienti", "klienti", "cilova skupina", "komu", "cs", "target group", "for whom", "clients", "who is helped", "who we help", "для кого", "кому", "цільова група", "клієнти", "целевая группа", "клиенты", "за кого", "целева група", "бенефициенти", "на кого", "cho ai", "doi tuong", "nguoi huong loi"),
    "city": ("city", "mesto", "obec", "town", "city/town", "місто", "город", "град", "thanh pho"),
    "place": ("district", "place", "location", "where", "kde", "misto", "mestska cast", "mc", "ctvrt", "lokalita", "misto konani", "praha", "де", "місце", "район", "где", "место", "район города", "къде", "място", "квартал", "локация", "dia diem", "o dau", "quan", "noi", "venue", "area", "части"),
    "address": ("address", "adresa", "ulice", "street", "адреса", "адрес", "вулиця", "улица", "dia chi"),
    "when": ("when", "when_text", "when text", "kdy", "cas", "termin", "termin a cas", "kdy a jak casto", "jak casto", "cetnost", "frekvence", "casova narocnost", "rozvrh", "den a cas", "hodiny", "schedule", "time", "times", "days", "day and time", "how often", "frequency", "коли", "час", "розклад", "як часто", "графік", "когда", "время", "расписание", "как часто", "график", "кога", "време", "колко често", "дни и часове", "khi nao", "thoi gian", "lich", "gio", "dny", "den"),
    "schedule_kind": ("schedule_kind", "schedule kind", "schedule type", "typ terminu", "opakovani", "recurrence"),
    "start": ("start_date", "start date", "start", "od", "od kdy", "zacatek", "datum", "datum od", "date", "from", "початок", "з", "дата", "дата початку", "начало", "с какого", "дата начала", "от", "от кога", "начална дата", "tu ngay", "ngay bat dau", "bat dau"),
    "end": ("end_date", "end date", "end", "do", "do kdy", "konec", "datum do", "until", "to", "кінець", "до", "до коли", "конец", "дата окончания", "до кога", "крайна дата", "край", "den ngay", "ngay ket thuc"),
    "commitment": ("min_commitment", "min commitment", "commitment", "minimum commitment", "zavazek", "na jak dlouho", "min. doba", "delka", "minimalni doba", "duration", "тривалість", "длительность", "ангажимент", "продължителност", "минимален ангажимент", "cam ket", "thoi han"),
    "age": ("age", "vek", "vek dobrovolnika", "vek od", "min. vek", "minimalni vek", "вік", "возраст", "възраст", "минимална възраст", "tuoi", "do tuoi", "лет"),
    "minimum_age": ("min_age", "min age", "minimum age", "minimum_age", "age from"),
    "maximum_age": ("max_age", "max age", "maximum age", "maximum_age", "age to", "vek do"),
    "languages": ("languages_required", "languages required", "language", "languages", "jazyk", "jazyky", "pozadovane jazyky", "znalost jazyka", "jazykove pozadavky", "required language", "мова", "мови", "знання мови", "язык", "языки", "знание языка", "език", "езици", "изисквани езици", "ngon ngu", "ngoai ngu"),
    "language_note": ("language_note", "language note", "jazyk poznamka", "poznamka k jazyku", "бележка за езика"),
    "level": ("level", "uroven", "uroven jazyka", "language level", "рівень", "рівень мови", "уровень", "уровень языка", "ниво", "ниво на езика", "ниво на владеене", "trinh do", "cefr"),
    "requirements": ("requirements", "pozadavky", "podminky", "co je potreba", "koho hledame", "conditions", "who can", "вимоги", "умови", "требования", "условия", "изисквания", "yeu cau", "dieu kien", "papers", "dokumenty", "doklady"),
    "record": ("criminal_record", "criminal record", "criminal record check", "vypis z rt", "vypis z rejstriku", "vypis z rejstriku trestu", "rejstrik trestu", "rejstrik", "trestni rejstrik", "rt", "police check", "background check", "довідка про несудимість", "судимість", "справка о несудимости", "судимость", "свидетелство за съдимост", "съдимост", "свид. за съдимост", "ly lich tu phap"),
    "rewards": ("offered", "co nabizi", "co nabizime", "nabizime", "benefity", "vyhody", "odmena", "what you get", "benefits", "rewards", "reward", "we offer", "що пропонують", "пропонуємо", "переваги", "что предлагают", "что дает", "бонусы", "какво предлагат", "какво предлагаме", "предлага", "предлагат", "ползи", "quyen loi", "nhan duoc", "duoc gi"),
    "contact": ("contact", "apply_contact", "apply contact", "kontakt", "kontakt e-mail", "e-mail", "email", "mail", "telefon", "phone", "контакт", "контакти", "контакты", "контакти имейл", "имейл", "ел. поща", "пошта", "почта", "телефон", "lien he", "dien thoai", "kontaktni osoba", "имейл за контакт"),
    "apply": ("how_to_apply", "how to apply", "jak se prihlasit", "prihlaseni", "prihlaska", "apply", "як податися", "як записатися", "как записаться", "как подать заявку", "как се кандидатства", "кандидатстване", "записване", "dang ky", "cach dang ky"),
    "website": ("website", "web", "web / odkaz", "www", "odkaz", "stranky", "url", "link", "сайт", "веб", "посилання", "ссылка", "уебсайт", "уеб", "линк", "страница", "trang web", "lien ket", "site", "homepage"),
    "source_url": ("source_url", "source url", "zdroj", "source", "джерело", "источник", "източник", "nguon"),
    "text_language": ("text_lang", "text lang", "text language", "text_language", "jazyk textu", "source language", "source_language"),
    "capacity": ("capacity", "maximum_capacity", "kapacita", "pocet mist", "pocet", "pocet dobrovolniku", "places", "how many", "кількість", "скільки", "количество", "сколько человек", "брой", "брой доброволци", "места", "so luong"),
    "kind": ("kind", "typ", "type", "druh", "тип", "вид", "loai"),
    "modified": ("modified", "source_date", "source date", "updated", "aktualizace", "aktualizovano", "naposledy upraveno", "оновлено", "обновлено", "обновено", "актуализирано", "cap nhat"),
    "license": ("license", "licence", "лиценз", "лицензия", "ліцензія"),
    "note": ("note", "notes", "pozn", "pozn.", "poznamka", "poznamky", "ostatni", "komentar", "comment", "comments", "remarks", "примітка", "примітки", "примечание", "примечания", "комментарий", "забележка", "забележки", "бележки", "бележка", "коментар", "ghi chu", "other", "interni", "interni poznamka"),
    "state": ("stav", "status", "state", "status_hint", "стан", "статус", "състояние", "trang thai"),
    "ignore": ("country", "zeme", "source_lang", "source lang", "source_kind", "source kind", "evidence", "държава", "страна"),
}  # fmt: skip

# A heading that names a language means: what is asked of that language.
LANGUAGE_HEADINGS: dict[str, tuple[str, ...]] = {
    "cs": ("cestina", "cesky", "ces.", "cj", "czech", "чеська", "чешский", "чешки", "tieng sec", "znalost cestiny", "uroven cestiny", "czech level", "чешский язык", "чеська мова"),
    "bg": ("bulharstina", "bulgarian", "български", "бълг.", "бълг. език", "български език", "болгарська", "болгарский", "tieng bulgaria", "ниво на български", "bulgarian level"),
    "en": ("anglictina", "aj", "english", "англійська", "английский", "английски", "tieng anh"),
    "uk": ("ukrajinstina", "ukrainian", "українська", "украинский", "украински", "tieng ukraina"),
    "ru": ("rustina", "rj", "russian", "російська", "русский", "руски", "tieng nga"),
    "vi": ("vietnamstina", "vietnamese", "в'єтнамська", "вьетнамский", "виетнамски", "tieng viet"),
}

FIELDS = (*HEADINGS,)
# Fields that may be filled from several columns, one after another.
REPEATABLE = {"note", "requirements", "place", "when", "description", "audience", "contact", "website", "ignore", "level", "state", "languages", "rewards"}
