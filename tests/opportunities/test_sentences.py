"""What a fluent reader expects: whole sentences in all seven languages.

In the Arabic expectations < and > stand for the invisible isolates that keep times and levels in order.
"""

from datetime import date, time
from decimal import Decimal

import pytest

from mosty.opportunities.rules.sentences import (
    LANGUAGES,
    LanguageNeed,
    Slot,
    age,
    day_part_name,
    facts_list,
    language_name,
    need,
    need_words,
    papers,
    places,
    sentence,
    team,
    what,
    when,
    where,
)
from tests.opportunities.sentence_facts import (
    CERTIFICATE,
    CHILDREN,
    DOGS,
    EXTRACT,
    FOOD,
    HOMEWORK,
    PLAY,
    REFUGEES_AR,
    STUDENTS,
    full_facts,
    some_facts,
)

WEEKEND = tuple(f"{day}{part}" for day in ("Saturday", "Sunday") for part in ("Morning", "Afternoon", "Evening"))
SEVEN = ("cs", "en", "uk", "ru", "vi", "bg", "ar")


def visible(text: str) -> str:
    return text.replace("\u2068", "<").replace("\u2069", ">")


EXPECTED = {
    "card": (
        sentence,
        some_facts(),
        {
            "cs": (
                "Pomáhat dětem s domácími úkoly · Praha 7 · každé úterý 16:00–18:00"
                " · potřebujete jednoduchou češtinu (A2) · doklady: žádné"
            ),
            "en": (
                "Help children with homework · Prague 7 · Tuesdays 16:00–18:00"
                " · you need simple Czech (A2) · papers: none"
            ),
            "uk": (
                "Допомагати дітям з домашніми завданнями · Прага 7 · щовівторка, 16:00–18:00"
                " · потрібна проста чеська мова (A2) · документи: не потрібні"
            ),
            "ru": (
                "Помогать детям с домашними заданиями · Прага 7 · по вторникам, 16:00–18:00"
                " · нужен простой чешский (A2) · документы: не нужны"
            ),
            "vi": (
                "Giúp trẻ em làm bài tập về nhà · Praha 7 · thứ Ba hằng tuần, 16:00–18:00"
                " · bạn cần biết tiếng Séc ở mức đơn giản (A2) · giấy tờ: không cần"
            ),
            "bg": (
                "Помагате на децата с домашните · Прага 7 · всеки вторник, 16:00–18:00"
                " · нужен ви е чешки на основно ниво (A2) · документи: не се искат"
            ),
            "ar": (
                "مساعدة الأطفال في الواجبات المدرسية · براغ 7 · كل يوم ثلاثاء <16:00–18:00>"
                " · المطلوب مستوى بسيط في التشيكية (<A2>) · الأوراق المطلوبة: لا شيء"
            ),
        },
    ),
    "two_audiences_three_activities": (
        what,
        some_facts(activities=(HOMEWORK, PLAY, DOGS), audiences=(CHILDREN, STUDENTS)),
        {
            "cs": "Pomáhat dětem a studentům s domácími úkoly, hrát hry a také venčit psy",
            "en": "Help children and students with homework, play games, and also walk dogs",
            "uk": "Допомагати дітям та студентам з домашніми завданнями, грати в ігри, а також вигулювати собак",
            "ru": "Помогать детям и студентам с домашними заданиями, играть в игры, а также выгуливать собак",
            "vi": "Giúp trẻ em và sinh viên làm bài tập về nhà, chơi trò chơi, ngoài ra còn dắt chó đi dạo",
            "bg": "Помагате на децата и студентите с домашните, играете игри, а също разхождате кучета",
            "ar": "مساعدة الأطفال والطلاب في الواجبات المدرسية، وتنظيم ألعاب، وكذلك تمشية الكلاب",
        },
    ),
    "preposition_before_students": (
        what,
        some_facts(activities=(PLAY,), audiences=(STUDENTS,)),
        {
            "cs": "Hrát hry se studenty",
            "en": "Play games with students",
            "uk": "Грати в ігри зі студентами",
            "ru": "Играть в игры со студентами",
            "vi": "Chơi trò chơi với sinh viên",
            "bg": "Играете игри със студентите",
            "ar": "تنظيم ألعاب للطلاب",
        },
    ),
    "two_days": (
        when,
        some_facts(slots=(Slot((1, 3), time(16), time(18)),)),
        {
            "cs": "vždy v úterý a ve čtvrtek 16:00–18:00",
            "en": "Tuesdays and Thursdays 16:00–18:00",
            "uk": "щовівторка та щочетверга, 16:00–18:00",
            "ru": "по вторникам и четвергам, 16:00–18:00",
            "vi": "thứ Ba và thứ Năm hằng tuần, 16:00–18:00",
            "bg": "всяка седмица във вторник и четвъртък, 16:00–18:00",
            "ar": "يومي الثلاثاء والخميس <16:00–18:00>",
        },
    ),
    "working_days": (
        when,
        some_facts(slots=(Slot((4, 0, 1, 2, 3), time(9), time(12)),)),
        {
            "cs": "od pondělí do pátku 9:00–12:00",
            "en": "Monday to Friday 9:00–12:00",
            "uk": "з понеділка до п’ятниці, 9:00–12:00",
            "ru": "с понедельника по пятницу, 9:00–12:00",
            "vi": "từ thứ Hai đến thứ Sáu, 9:00–12:00",
            "bg": "от понеделник до петък, 9:00–12:00",
            "ar": "من الاثنين إلى الجمعة <9:00–12:00>",
        },
    ),
    "weekend_until": (
        when,
        some_facts(slots=(Slot((5, 6), None, time(18)),)),
        {
            "cs": "o víkendech do 18:00",
            "en": "weekends until 18:00",
            "uk": "у вихідні, до 18:00",
            "ru": "по выходным, до 18:00",
            "vi": "mỗi cuối tuần, đến 18:00",
            "bg": "през уикенда, до 18:00",
            "ar": "يومي السبت والأحد حتى الساعة <18:00>",
        },
    ),
    "second_saturday_morning": (
        when,
        some_facts(slots=(Slot((5,), every_weeks=2),), day_parts=("SaturdayMorning",)),
        {
            "cs": "každou druhou sobotu, dopoledne",
            "en": "every second Saturday, morning",
            "uk": "раз на два тижні в суботу, вранці",
            "ru": "раз в две недели по субботам, утром",
            "vi": "hai tuần một lần vào thứ Bảy, buổi sáng",
            "bg": "всяка втора събота, сутрин",
            "ar": "كل أسبوعين يوم السبت، صباحًا",
        },
    ),
    "last_wednesday": (
        when,
        some_facts(slots=(Slot((2,), time(17), time(19), monthly_nth=-1),)),
        {
            "cs": "poslední středu v měsíci 17:00–19:00",
            "en": "on the last Wednesday of the month, 17:00–19:00",
            "uk": "в останню середу місяця, 17:00–19:00",
            "ru": "в последнюю среду месяца, 17:00–19:00",
            "vi": "thứ Tư cuối cùng của mỗi tháng, 17:00–19:00",
            "bg": "в последната сряда на месеца, 17:00–19:00",
            "ar": "آخر يوم أربعاء من كل شهر، <17:00–19:00>",
        },
    ),
    "once_a_month": (
        when,
        some_facts(slots=(Slot((5,), monthly_nth=0),)),
        {
            "cs": "jednou za měsíc v sobotu",
            "en": "once a month on Saturday",
            "uk": "раз на місяць у суботу",
            "ru": "раз в месяц в субботу",
            "vi": "mỗi tháng một lần vào thứ Bảy",
            "bg": "веднъж месечно в събота",
            "ar": "مرة في الشهر يوم السبت",
        },
    ),
    "one_date": (
        when,
        some_facts(slots=(Slot(on=date(2026, 12, 5), start=time(9), end=time(13)),)),
        {
            "cs": "5. prosince, 9:00–13:00",
            "en": "on 5 December, 9:00–13:00",
            "uk": "5 грудня, 9:00–13:00",
            "ru": "5 декабря, 9:00–13:00",
            "vi": "ngày 5 tháng 12, 9:00–13:00",
            "bg": "на 5 декември, 9:00–13:00",
            "ar": "5 ديسمبر، <9:00–13:00>",
        },
    ),
    "by_agreement": (
        when,
        some_facts(slots=(), day_parts=("TuesdayAfternoon", *WEEKEND)),
        {
            "cs": "podle domluvy: v úterý odpoledne, o víkendu",
            "en": "by agreement: Tuesday afternoon, weekends",
            "uk": "за домовленістю: у вівторок удень, у вихідні",
            "ru": "по договорённости: во вторник днём, в выходные",
            "vi": "theo thỏa thuận: chiều thứ Ba, cuối tuần",
            "bg": "по уговорка: вторник следобед, през уикенда",
            "ar": "حسب الاتفاق: الثلاثاء بعد الظهر، السبت والأحد",
        },
    ),
    "hours_and_months": (
        when,
        some_facts(slots=(), commitment_hours=Decimal("2"), commitment_period="week", minimum_duration="P3M"),
        {
            "cs": "asi 2 hodiny týdně, nejméně 3 měsíce",
            "en": "about 2 hours a week, for at least 3 months",
            "uk": "приблизно 2 години на тиждень, щонайменше 3 місяці",
            "ru": "примерно 2 часа в неделю, хотя бы 3 месяца",
            "vi": "khoảng 2 giờ mỗi tuần, trong ít nhất 3 tháng",
            "bg": "около 2 часа седмично, поне 3 месеца",
            "ar": "نحو ساعتين في الأسبوع، لمدة 3 أشهر على الأقل",
        },
    ),
    "twenty_one_hours": (
        when,
        some_facts(slots=(), commitment_hours=Decimal("21.00"), commitment_period="month"),
        {
            "cs": "asi 21 hodin měsíčně",
            "en": "about 21 hours a month",
            "uk": "приблизно 21 годину на місяць",
            "ru": "примерно 21 час в месяц",
            "vi": "khoảng 21 giờ mỗi tháng",
            "bg": "около 21 часа месечно",
            "ar": "نحو 21 ساعة في الشهر",
        },
    ),
    "half_hours": (
        when,
        some_facts(slots=(), commitment_hours=Decimal("1.50"), commitment_period="day"),
        {
            "cs": "asi 1,5 hodiny denně",
            "en": "about 1.5 hours a day",
            "uk": "приблизно 1,5 години на день",
            "ru": "примерно 1,5 часа в день",
            "vi": "khoảng 1,5 giờ mỗi ngày",
            "bg": "около 1,5 часа дневно",
            "ar": "نحو ساعة ونصف في اليوم",
        },
    ),
    "mixed_place": (
        where,
        some_facts(attendance_mode="mixed"),
        {
            "cs": "online nebo v Praze 7",
            "en": "online or in Prague 7",
            "uk": "онлайн або в Празі 7",
            "ru": "онлайн или в Праге 7",
            "vi": "trực tuyến hoặc ở Praha 7",
            "bg": "онлайн или в Прага 7",
            "ar": "عبر الإنترنت أو في براغ 7",
        },
    ),
    "either_language": (
        need,
        some_facts(language_needs=(LanguageNeed(("cs", "en"), "required", "a2"),)),
        {
            "cs": "potřebujete jednoduchou češtinu nebo angličtinu (A2)",
            "en": "you need simple Czech or English (A2)",
            "uk": "потрібна проста чеська або англійська мова (A2)",
            "ru": "нужен простой чешский или английский (A2)",
            "vi": "bạn cần biết tiếng Séc hoặc tiếng Anh ở mức đơn giản (A2)",
            "bg": "нужен ви е чешки или английски на основно ниво (A2)",
            "ar": "المطلوب مستوى بسيط في التشيكية أو الإنجليزية (<A2>)",
        },
    ),
    "few_words": (
        need,
        some_facts(language_needs=(LanguageNeed(("cs",), "required", "pre_a1"),)),
        {
            "cs": "potřebujete pár slov česky",
            "en": "you need a few words of Czech",
            "uk": "потрібно кілька слів чеською",
            "ru": "нужно несколько слов по-чешски",
            "vi": "bạn cần biết vài từ tiếng Séc",
            "bg": "нужни са ви няколко думи на чешки",
            "ar": "المطلوب بضع كلمات بالتشيكية",
        },
    ),
    "two_languages": (
        need,
        some_facts(language_needs=(LanguageNeed(("cs",), "required", "b1"), LanguageNeed(("en",), "required", "b2"))),
        {
            "cs": "potřebujete běžnou češtinu (B1) a dobrou angličtinu (B2)",
            "en": "you need everyday Czech (B1) and good English (B2)",
            "uk": "потрібні розмовна чеська мова (B1) та добра англійська мова (B2)",
            "ru": "нужны разговорный чешский (B1) и хороший английский (B2)",
            "vi": "bạn cần biết tiếng Séc ở mức giao tiếp (B1) và tiếng Anh ở mức tốt (B2)",
            "bg": "нужни са ви чешки на средно ниво (B1) и английски на добро ниво (B2)",
            "ar": "المطلوب مستوى متوسط في التشيكية (<B1>) ومستوى جيد في الإنجليزية (<B2>)",
        },
    ),
    "not_needed_practise": (
        need,
        some_facts(language_needs=(LanguageNeed((), "not_needed", "none"),), language_practice=True),
        {
            "cs": "čeština není potřeba, procvičíte si tu češtinu",
            "en": "no Czech needed, practise Czech here",
            "uk": "чеська мова не потрібна, тут можна практикувати чеську",
            "ru": "чешский не нужен, здесь можно практиковать чешский",
            "vi": "không cần biết tiếng Séc, bạn được luyện tiếng Séc ở đây",
            "bg": "не е нужен чешки, тук упражнявате чешки",
            "ar": "لا حاجة إلى التشيكية، فرصة لممارسة التشيكية",
        },
    ),
    "helpful": (
        need,
        some_facts(language_needs=(LanguageNeed(("cs",), "helpful", "a1"),)),
        {
            "cs": "hodí se, ale není to nutné: základní čeština (A1)",
            "en": "useful, but not required: basic Czech (A1)",
            "uk": "бажано, але не обов’язково: базова чеська мова (A1)",
            "ru": "желательно, но не обязательно: базовый чешский (A1)",
            "vi": "không bắt buộc, nhưng biết thì tốt: tiếng Séc ở mức cơ bản (A1)",
            "bg": "полезно, но не задължително: чешки на начално ниво (A1)",
            "ar": "مفيد وليس إلزاميًا: مستوى مبتدئ في التشيكية (<A1>)",
        },
    ),
    "not_stated": (
        need,
        some_facts(language_needs=()),
        {
            "cs": "jazyk není uveden, zeptejte se",
            "en": "language not stated, ask",
            "uk": "мову не вказано, запитайте",
            "ru": "язык не указан, спросите",
            "vi": "chưa ghi rõ ngôn ngữ, hãy hỏi",
            "bg": "езикът не е посочен, попитайте",
            "ar": "اللغة غير مذكورة، يمكنك السؤال",
        },
    ),
    "two_papers": (
        papers,
        some_facts(papers=(EXTRACT, CERTIFICATE)),
        {
            "cs": "doklady: výpis z rejstříku trestů, potvrzení od lékaře",
            "en": "papers: extract from the criminal record, health certificate",
            "uk": "документи: довідка про несудимість, медична довідка",
            "ru": "документы: справка о несудимости, медицинская справка",
            "vi": "giấy tờ: lý lịch tư pháp, giấy khám sức khỏe",
            "bg": "документи: свидетелство за съдимост, медицинско свидетелство",
            "ar": "الأوراق المطلوبة: صحيفة الحالة الجنائية، شهادة صحية",
        },
    ),
    "papers_unknown": (
        papers,
        some_facts(papers=None),
        {
            "cs": "doklady: neuvedeno, zeptejte se",
            "en": "papers: not stated, ask",
            "uk": "документи: не вказано, запитайте",
            "ru": "документы: не указаны, спросите",
            "vi": "giấy tờ: chưa ghi rõ, hãy hỏi",
            "bg": "документи: не е посочено, попитайте",
            "ar": "الأوراق المطلوبة: غير مذكورة، يمكنك السؤال",
        },
    ),
    "team": (
        team,
        some_facts(team_languages=("cs", "en", "uk")),
        {
            "cs": "tým mluví také anglicky a ukrajinsky",
            "en": "the team also speaks English and Ukrainian",
            "uk": "команда говорить також англійською та українською",
            "ru": "команда говорит также по-английски и по-украински",
            "vi": "nhóm cũng nói tiếng Anh và tiếng Ukraina",
            "bg": "екипът говори още английски и украински",
            "ar": "يتحدث الفريق أيضًا الإنجليزية والأوكرانية",
        },
    ),
}


@pytest.mark.parametrize("language", SEVEN)
@pytest.mark.parametrize("name", EXPECTED)
def test_face_reads_as_expected(name, language):
    face, facts, texts = EXPECTED[name]
    assert visible(face(facts, language)) == texts[language]


def test_languages_stand_in_the_order_of_the_interface():
    assert LANGUAGES == SEVEN


PLACES_LEFT = {
    "cs": {
        0: "žádné volné místo",
        1: "zbývá 1 místo",
        2: "zbývají 2 místa",
        5: "zbývá 5 míst",
        11: "zbývá 11 míst",
        21: "zbývá 21 míst",
        22: "zbývá 22 míst",
    },
    "en": {0: "no places left", 1: "1 place left", 2: "2 places left", 21: "21 places left"},
    "uk": {
        1: "є 1 вільне місце",
        2: "є 2 вільні місця",
        5: "є 5 вільних місць",
        11: "є 11 вільних місць",
        21: "є 21 вільне місце",
        22: "є 22 вільні місця",
        25: "є 25 вільних місць",
    },
    "ru": {
        1: "осталось 1 место",
        2: "осталось 2 места",
        5: "осталось 5 мест",
        11: "осталось 11 мест",
        21: "осталось 21 место",
        22: "осталось 22 места",
        25: "осталось 25 мест",
    },
    "vi": {0: "hết chỗ", 1: "còn 1 chỗ", 21: "còn 21 chỗ"},
    "bg": {1: "остава 1 място", 2: "остават 2 места", 21: "остават 21 места"},
    "ar": {
        1: "بقي مكان واحد",
        2: "بقي مكانان",
        5: "بقيت 5 أماكن",
        11: "بقي 11 مكانًا",
        22: "بقي 22 مكانًا",
        100: "بقي 100 مكان",
        103: "بقيت 103 أماكن",
    },
}


@pytest.mark.parametrize(
    ("language", "left"), [(language, left) for language, rows in PLACES_LEFT.items() for left in rows]
)
def test_places_left_takes_the_plural_of_the_number(language, left):
    assert places(some_facts(places_left=left), language) == PLACES_LEFT[language][left]


@pytest.mark.parametrize(
    ("language", "least", "most", "expected"),
    [
        ("cs", 18, None, "od 18 let"),
        ("en", 15, 26, "aged 15 to 26"),
        ("uk", 21, None, "від 21 року"),
        ("uk", None, 26, "до 26 років"),
        ("ru", 21, None, "от 21 года"),
        ("ru", 18, 22, "от 18 до 22 лет"),
        ("vi", 18, None, "từ 18 tuổi trở lên"),
        ("bg", 18, None, "от 18 години нагоре"),
        ("ar", 18, None, "من عمر 18 سنة فأكثر"),
        ("ar", 6, 10, "من عمر 6 إلى 10 سنوات"),
    ],
)
def test_age_limits(language, least, most, expected):
    assert age(some_facts(minimum_age=least, maximum_age=most), language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("cs", "Česky rozumíte jednoduchým větám a krátce odpovíte"),
        ("en", "You understand simple sentences in Czech and can give short answers"),
        ("uk", "Ви розумієте прості речення чеською й можете коротко відповісти"),
        ("ru", "Вы понимаете по-чешски простые предложения и можете коротко ответить"),
        ("vi", "Bạn hiểu những câu đơn giản bằng tiếng Séc và trả lời ngắn được"),
        ("bg", "Разбирате прости изречения на чешки и отговаряте кратко"),
        ("ar", "فهم جمل بسيطة بالتشيكية والإجابة بإيجاز"),
    ],
)
def test_level_in_plain_words(language, expected):
    assert need_words("a2", "cs", language) == expected


@pytest.mark.parametrize(
    ("language", "code", "form", "expected"),
    [
        ("cs", "de", "in", "německy"),
        ("cs", "el", "acc", "řečtinu"),
        ("en", "cs", "name", "Czech"),
        ("uk", "cs", "in", "чеською"),
        ("uk", "hi", "in", "мовою гінді"),
        ("ru", "zh-Hans", "in", "по-китайски"),
        ("vi", "el", "name", "tiếng Hy Lạp"),
        ("bg", "cs", "in", "на чешки"),
        ("ar", "cs", "in", "بالتشيكية"),
    ],
)
def test_language_name_in_its_form(language, code, form, expected):
    assert language_name(code, language, form) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("cs", "úterý odpoledne"),
        ("en", "Tuesday afternoon"),
        ("uk", "вівторок удень"),
        ("ru", "вторник днём"),
        ("vi", "chiều thứ Ba"),
        ("bg", "вторник следобед"),
        ("ar", "الثلاثاء بعد الظهر"),
    ],
)
def test_day_part_name(language, expected):
    assert day_part_name("TuesdayAfternoon", language) == expected


def test_facts_list_tells_everything_in_order():
    assert facts_list(full_facts(), "en") == [
        ("what", "You will help children with homework."),
        ("where", "You help in Prague 7."),
        ("when", "When: Tuesdays 16:00–18:00."),
        ("commitment", "Time you give: about 2 hours a week, for at least 3 months."),
        ("need", "You need simple Czech (A2), for talking with the team and phone calls."),
        ("team", "The team also speaks English and Ukrainian."),
        ("practice", "You can practise Czech here."),
        ("interpretation", "If you ask, somebody can interpret for you."),
        (
            "papers",
            "The host asks for: extract from the criminal record (the host pays; a document from another"
            " country is accepted), health certificate.",
        ),
        ("rewards", "You get: a meal."),
        ("age", "For people aged 18 or over."),
        ("places", "3 of 12 places left."),
        ("suits", "Suits people on their own and families."),
    ]


def test_facts_list_leaves_out_what_nobody_said():
    codes = [code for code, _text in facts_list(some_facts(), "cs")]
    assert codes == ["what", "where", "when", "need", "papers"]


def test_meeting_takes_place_and_is_not_help():
    rows = dict(facts_list(some_facts(kind="meet", activities=()), "en"))
    assert (rows["what"], rows["where"]) == ("A meeting.", "It takes place in Prague 7.")


def test_without_activity_the_cause_is_named():
    facts = some_facts(activities=(), causes=(FOOD,))
    assert what(facts, "cs") == "Jídlo"
    assert facts_list(facts, "cs")[0] == ("what", "Dobrovolnictví: jídlo.")


def test_without_district_the_whole_city_is_named():
    assert where(some_facts(district_where=None, district_name=None), "cs") == "v Praze"


def test_arabic_article_melts_with_the_preposition():
    facts = some_facts(activities=(PLAY,), audiences=(REFUGEES_AR,))
    assert what(facts, "ar") == "تنظيم ألعاب للاجئين"
    assert what(some_facts(activities=(PLAY,)), "ar") == "تنظيم ألعاب للأطفال"


def test_required_level_none_means_not_needed():
    facts = some_facts(language_needs=(LanguageNeed(("cs",), "required", "none"),))
    assert need(facts, "en") == "no Czech needed"


def test_slots_of_the_same_time_are_merged():
    slots = (*(Slot((day,), time(9), time(10)) for day in (0, 1, 2)), Slot((5,), time(14), time(15)))
    assert when(some_facts(slots=slots), "cs") == "od pondělí do středy 9:00–10:00; každou sobotu 14:00–15:00"


def test_many_dates_are_counted():
    slots = tuple(Slot(on=date(2026, 12, day), start=time(9)) for day in (1, 5, 7, 8, 9))
    assert when(some_facts(slots=slots), "ru") == "1 декабря, 5 декабря, 7 декабря и ещё 2 даты, с 9:00"
