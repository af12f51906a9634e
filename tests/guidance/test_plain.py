"""The plain-language check: finds what is hard, leaves good plain texts alone, and lets only readable ones to the \
machine."""

import re

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from mosty.guidance.rules import band, check, measures, plain, refusal_to_translate
from mosty.guidance.rules.counts import sentences, syllables, table
from mosty.guidance.rules.plain import OF_SENTENCES, REASONS

pytestmark = pytest.mark.once

LANGUAGES = ("cs", "en", "uk", "ru", "vi", "bg", "ar")

PLAIN = {
    "cs": """Hledáme lidi, kteří chodí s cizinci na úřad. Pomáháte jim mluvit s úředníky a vyplnit papíry. Sejdete \
se před úřadem a jdete tam spolu.

Než začnete, přineste nám výpis z rejstříku trestů. Výpis stojí 100 Kč a my vám peníze vrátíme. Pak spolu \
podepíšeme smlouvu. Co na úřadě uslyšíte, nikomu neříkejte.

Scházíme se každé úterý od 16:00 do 18:00. Napište nám na pomoc@example.org nebo přijďte 8. října do knihovny.""",
    "en": """We look for people who meet a newcomer once a week. You drink tea together, walk in the city and talk \
about everyday things. You do not need any training.

Before you start, we show you what helps and what does not. Please bring your passport or ID card. We pay for your \
tram ticket.

We meet on Tuesdays from 17:00 to 19:00 at the library. The first meeting is on 8 October. Write to \
hello@example.org or call Jana Nováková.""",
    "uk": """Шукаємо людей, які раз на тиждень зустрічаються з дітьми. Ви разом граєте, читаєте і робите уроки. \
Досвід не потрібен.

Принесіть із собою паспорт. Проїзд ми вам оплатимо. На першій зустрічі все пояснимо і познайомимо вас із дітьми.

Зустрічаємося щовівторка з 16:00 до 18:00 у бібліотеці. Напишіть нам на pomoc@example.org або приходьте 8 жовтня.""",
    "ru": """Мы ищем людей, которые раз в неделю гуляют с пожилыми соседями. Вы вместе идёте в парк и \
разговариваете. Опыт не нужен.

Возьмите с собой паспорт. Билет на трамвай мы вам оплатим. На первой встрече мы всё объясним и покажем.

Встречаемся каждый вторник с 16:00 до 18:00 у библиотеки. Напишите нам на pomoc@example.org или приходите 8 \
октября.""",
    "vi": """Chúng tôi tìm người giúp trẻ em làm bài tập. Mỗi tuần bạn đến câu lạc bộ một lần. Bạn ngồi cạnh các em \
và giải thích bài. Bạn không cần là giáo viên.

Hãy mang theo hộ chiếu. Chúng tôi trả tiền vé xe cho bạn. Buổi đầu chúng tôi sẽ chỉ cho bạn mọi việc.

Chúng tôi gặp nhau thứ Ba từ 16:00 đến 18:00 ở thư viện. Viết cho chúng tôi: pomoc@example.org.""",
    "bg": """Търсим хора, които ходят с чужденци до общината. Вие помагате да говорят и да попълнят документите. \
Срещате се пред входа и влизате заедно.

Преди да започнете, донесете свидетелство за съдимост. Парите за него ви връщаме. После подписваме договор. Не \
казвайте на други какво сте чули.

Срещаме се всеки вторник от 16:00 до 18:00 часа. Пишете ни на pomosht@example.org или елате на 8 октомври в \
библиотеката.""",
    "ar": """نبحث عن أشخاص يساعدون الأطفال في الواجبات المدرسية. تأتي إلى النادي مرة في الأسبوع. تجلس بجانب الطفل \
وتشرح له الدرس. لا تحتاج أن تكون معلمًا.

أحضر معك جواز السفر. نحن ندفع ثمن تذكرة الترام. في اللقاء الأول نشرح لك كل شيء.

نلتقي كل يوم ثلاثاء من 16:00 إلى 18:00 في المكتبة. اكتب لنا: pomoc@example.org.""",
}
# Two notices as an office writes them, and the same for people who learn Czech.
OFFICIAL_AND_PLAIN = [
    (
        """Městská část v rámci realizace projektu na podporu integrace hledá uchazeče o výkon dobrovolnické \
činnosti. Činnost spočívá v zajištění doprovodu cizinců z třetích zemí při jednání s úřady, a to zejména v \
souvislosti s vyřízením pobytových záležitostí a zprostředkováním kontaktu s příslušnými institucemi.

Před zahájením činnosti je nutné předložení výpisu z evidence rejstříku trestů, který nesmí být starší tří měsíců, \
a uzavření smlouvy dle ustanovení zákona č. 198/2002 Sb., o dobrovolnické službě, ve znění pozdějších předpisů. \
Uchazeč je povinen zachovávat mlčenlivost o veškerých skutečnostech, o nichž se v průběhu výkonu činnosti dozvěděl. \
Nelze přijmout osoby bez doložení bezúhonnosti.""",
        PLAIN["cs"],
    ),
    (
        """Oznamujeme, že zápis do kurzu českého jazyka pro cizince bude realizován prostřednictvím elektronického \
formuláře, přičemž přihlášky podané po uplynutí stanovené lhůty nebudou akceptovány. Účast na kurzu je podmíněna \
uhrazením vratné zálohy, která bude účastníkovi vrácena po absolvování nejméně osmdesáti procent vyučovacích hodin. \
V případě neúčasti z důvodu nemoci je nezbytné neprodleně kontaktovat koordinátora a doložit příslušné lékařské \
potvrzení, resp. jiný relevantní doklad. Konání kurzu je podmíněno dostatečným počtem zájemců, kteří budou o \
zahájení výuky vyrozuměni písemnou formou.""",
        """Přihlaste se do kurzu češtiny pro cizince. Vyplňte formulář na internetu do 15. září. Později už \
přihlášky nebereme.

Na začátku zaplatíte zálohu 500 Kč. Když přijdete na většinu hodin, peníze vám vrátíme. Jste nemocní? Zavolejte \
hned naší koordinátorce a přineste papír od lékaře.

Kurz začne, když se přihlásí aspoň osm lidí. Pošleme vám dopis a napíšeme v něm, kdy a kde začínáme.""",
    ),
]
OFFICIAL = {
    "en": """Applications are invited from individuals residing within the district for participation in the \
implementation of a mentoring programme facilitating the integration of third-country nationals. Prior to \
commencement of their placement, prospective volunteers are required to undertake mandatory safeguarding training \
and must be cleared through the DBS procedure in accordance with applicable legislation. Reimbursement of travel \
expenditure shall be provided upon submission of appropriate documentation, e.g. receipts. Applicants who are not \
in possession of sufficient documentation cannot commence their placement without prior authorisation.""",
    "bg": """Във връзка с осъществяване на проект за подпомагане на чужденци общината обявява набиране на \
доброволци за предоставяне на съдействие при подаване на документи и осъществяване на контакт с институциите. \
Кандидатите следва да притежават чисто съдебно минало, което се удостоверява посредством представяне на съответното \
удостоверение съгласно разпоредбите на действащото законодателство. Необходимо е своевременно подаване на заявление \
по образец, като в случай на непълноти кандидатът ще бъде уведомен и следва да ги отстрани в рамките на три работни \
дни.""",
    "ru": """В целях реализации мероприятий по содействию интеграции иностранных граждан управа района осуществляет \
набор добровольцев для оказания помощи при подаче документов в государственные учреждения и взаимодействии с \
должностными лицами. Кандидаты обязаны в установленный срок предоставить справку об отсутствии судимости, \
полученную не ранее чем за три месяца до момента подачи заявления, а также подписать соглашение о неразглашении \
сведений, ставших известными в ходе осуществления деятельности.""",
    "vi": """Nhằm mục đích triển khai thực hiện kế hoạch hỗ trợ hội nhập cho người nước ngoài trên địa bàn quận \
trong năm nay, Ủy ban thông báo tuyển chọn tình nguyện viên tham gia công tác hướng dẫn làm thủ tục hành chính tại \
các cơ quan nhà nước có thẩm quyền theo quy định hiện hành của pháp luật.""",
}


def entries():
    return [
        (language, code, written, better)
        for language in ("cs", "en", "bg")
        for code in REASONS
        for written, better in table(language).get(code, {}).items()
    ]


def word_flags(text, language):
    return [flag for flag in check(text, language) if flag.code not in OF_SENTENCES]


def only(text, language):
    """The one flag of a text."""
    flags = check(text, language)
    assert len(flags) == 1, flags
    return flags[0]


@pytest.mark.parametrize(("language", "fewest"), [("cs", 60), ("en", 45), ("bg", 45)])
def test_lists_have_enough_entries(language, fewest):
    assert len([entry for entry in entries() if entry[0] == language]) >= fewest


def test_every_entry_is_found_under_its_code():
    lost = []
    for language, code, written, _better in entries():
        text = written.replace("…", "xx").replace("*", "")
        if (code, text) not in [(flag.code, flag.excerpt) for flag in check(text, language)]:
            lost.append((language, code, written))
    assert lost == []


def test_better_words_are_not_flagged_themselves():
    wrong = [
        (language, written, flag.excerpt)
        for language, _code, written, better in entries()
        for flag in check(better, language)
    ]
    assert wrong == []


def test_better_words_stand_for_every_entry():
    assert [entry for entry in entries() if not entry[3].strip()] == []


@pytest.mark.parametrize(
    ("language", "text", "code", "excerpt", "better"),
    [
        ("cs", "Přijďte dle plánu.", "office_words", "dle", "podle"),
        ("cs", "Dnes je nutné přijít.", "impersonal", "je nutné", "musíte"),
        ("cs", "Kurz bude organizován v parku.", "impersonal", "bude organizován", "napište, kdo: „zavoláme vám“"),
        ("cs", "Zpíváme v\u00a0rámci slavnosti.", "noun_style", "v\u00a0rámci", "při"),
        ("cs", "Není nemožné přijít.", "double_negation", "Není nemožné", "je možné"),
        ("cs", "Nelze tam jít bez bot.", "double_negation", "Nelze tam jít bez", "můžete, jen když máte"),
        ("cs", "Přiložte ruku k dílu!", "idiom", "Přiložte ruku k dílu", "pomáhejte"),
        ("cs", "Vezměte si OP a boty.", "abbreviation", "OP", "občanský průkaz"),
        ("cs", "Pomáhá Motýlek, o. p. s., a škola.", "abbreviation", "o. p. s.", "nezisková organizace"),
        ("cs", "Vaříme nejneuvěřitelněji.", "long_word", "nejneuvěřitelněji", ""),
        ("cs", "Sejdeme se v půl páté.", "time_or_date", "půl páté", "4:30 / 16:30"),
        ("en", "You have additional time.", "office_words", "additional", "more"),
        ("en", "Forms must be signed today.", "impersonal", "must be signed", "you must"),
        ("en", "We sing IN ORDER TO smile.", "noun_style", "IN ORDER TO", "to"),
        ("en", "It is not uncommon here.", "double_negation", "not uncommon", "common"),
        ("en", "You can’t come without shoes.", "double_negation", "can’t come without", "can, only with"),
        ("en", "We break the ice with songs.", "idiom", "break the ice", "get to know each other"),
        ("en", "Bring food, e.g. bread.", "abbreviation", "e.g.", "for example"),
        ("en", "We like incomprehensibility.", "long_word", "incomprehensibility", ""),
        ("en", "We start at 5 pm.", "time_or_date", "5 pm", "17:00"),
        ("bg", "Елате съгласно плана.", "office_words", "съгласно", "според"),
        ("bg", "Необходимо е да дойдете.", "impersonal", "Необходимо е", "трябва"),
        ("bg", "Пеем с цел радост.", "noun_style", "с цел", "за да"),
        ("bg", "Това не е невъзможно.", "double_negation", "не е невъзможно", "може"),
        ("bg", "Работим рамо до рамо.", "idiom", "рамо до рамо", "заедно"),
        ("bg", "Напишете своето ЕГН тук.", "abbreviation", "ЕГН", "ЕГН (номер от личната карта)"),
        ("bg", "Пеем най-недоразбираемото.", "long_word", "най-недоразбираемото", ""),
        ("bg", "Елате в пет и половина.", "time_or_date", "пет и половина", "5:30 / 17:30"),
        ("uk", "Це високопродуктивний план.", "long_word", "високопродуктивний", ""),
        ("ru", "Это неудовлетворительно.", "long_word", "неудовлетворительно", ""),
    ],
)
def test_code_of_each_language_is_told_with_place_and_better_words(language, text, code, excerpt, better):
    flag = only(text, language)
    assert (flag.code, flag.excerpt, flag.better) == (code, excerpt, better)
    assert text[flag.start : flag.end] == excerpt
    assert flag.reason == str(REASONS[code])
    assert type(flag.reason) is str


@pytest.mark.parametrize(
    ("language", "text", "better"),
    [
        ("cs", "Přijďte v pět odpoledne.", "17:00"),
        ("cs", "Přijďte od 5.30 hod. odpoledne.", "17:30"),
        ("cs", "Přijďte ve čtvrt na sedm.", "6:15 / 18:15"),
        ("cs", "Přijďte ve tři čtvrtě na jednu.", "0:45 / 12:45"),
        ("cs", "Přijďte v 18h30.", "18:30"),
        ("cs", "Přijďte 2026-10-08.", "8. 10. 2026"),
        ("cs", "Přijďte 8. X. 2026.", "8. 10. 2026"),
        ("cs", "Přijďte 8/10/26.", "8. 10. 2026"),
        ("en", "Come at half past six.", "6:30 / 18:30"),
        ("en", "Come at quarter to one.", "0:45 / 12:45"),
        ("en", "Come at 12 a.m.", "0:00"),
        ("en", "Come from 10 to 2 pm.", "10:00–14:00"),
        ("en", "Come 5–7pm.", "17:00–19:00"),
        ("en", "Come at three in the afternoon.", "15:00"),
        ("en", "Come at 3 o'clock.", "3:00 / 15:00"),
        ("en", "Come on October 8.", "8 October"),
        ("en", "Come on Oct 8th, 2026.", "8 October 2026"),
        ("en", "Come on 10/25/2026.", "25 October 2026"),
        ("en", "Come on 31/31/2026.", ""),
        ("bg", "Елате в 3 часа следобед.", "15:00"),
        ("bg", "Елате в шест без четвърт.", "5:45 / 17:45"),
        ("bg", "Елате 8/10/2026.", "8.10.2026 г."),
    ],
)
def test_time_or_date_in_another_shape_gets_the_clear_one(language, text, better):
    flags = word_flags(text, language)
    assert [flag.code for flag in flags if flag.code != "abbreviation"] == ["time_or_date"]
    assert flags[0].better == better


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Scházíme se 8. října nebo 8. 10. 2026 v 18.00, 18:30 nebo v 18 hodin."),
        ("cs", "Pomáháme půl druhé hodiny, 2 odpoledne týdně, ulice Husova 12/5."),
        ("cs", "Ráno v 9:00 ráno máme čaj."),
        ("en", "We meet on 8 October at 18:00, one in the morning group, half a day, in May 2026."),
        ("en", "The office is open 24/7 and I am 5."),
        ("en", "We are here at 18 o'clock."),
        ("cs", "Sejdeme se v půl\nPáté podlaží"),
        ("bg", "Елате на 8 октомври в 18:00 ч. за два и половина дни."),
    ],
)
def test_time_or_date_that_is_clear_is_left_alone(language, text):
    assert word_flags(text, language) == []


def test_abbreviation_explained_in_the_text_is_left_alone():
    assert only("Napište IČO do formuláře.", "cs").better == "IČO (číslo organizace v registru)"
    assert check("Napište IČO (číslo organizace v registru). Své IČO najdete v dopise.", "cs") == []
    assert check("Vezměte si občanský průkaz (OP) a boty.", "cs") == []


def test_abbreviation_counts_only_in_its_capitals():
    assert check("Su je slovo a op také.", "cs") == []
    assert check("Тя каза су и оу.", "bg") == []


def test_same_words_are_flagged_once_by_the_most_serious():
    assert [flag.code for flag in check("Je třeba zajištění prostřednictvím lhůt.", "cs")] == [
        "impersonal",
        "noun_style",
        "noun_style",
        "office_words",
    ]
    assert only("Se předpokládá", "cs").code == "impersonal"
    assert [flag.excerpt for flag in check("Ve znění pozdějších předpisů.", "cs")] == ["Ve znění pozdějších předpisů"]


def test_more_serious_flag_wins_over_a_longer_one(monkeypatch):
    entries = {
        "dům": [plain.Entry("noun_style", "x", False, re.compile("dům je pes"))],
        "je": [plain.Entry("impersonal", "y", False, re.compile("je"))],
    }
    monkeypatch.setattr(plain, "_entries", lambda language: (entries, {}))
    assert only("Dům je pes.", "cs").excerpt == "je"


def test_words_are_met_whole_and_within_one_sentence():
    assert check("Je třebaže tma, indle.", "cs") == []
    assert check("Písmeno v\n\nrámci", "cs") == []
    assert only("İİİ přijde dle plánu.", "cs").excerpt == "dle"


def test_addresses_and_names_are_left_alone():
    assert check("Pište na prostrednictvim-zajisteni@example.org nebo na https://example.org/dle/asap/tj.", "cs") == []
    assert check("Jdeme na mosty-dle-rozumne-nejnevhodnejsi.cz v pátek.", "cs") == []
    assert check("Bydlí v Českomoravskoslezsku.", "cs") == []
    assert only("Bydlí v českomoravskoslezsku.", "cs").code == "long_word"


@pytest.mark.parametrize(
    ("count", "code"), [(15, None), (16, "long_sentence"), (22, "long_sentence"), (23, "very_long_sentence")]
)
@pytest.mark.parametrize("language", ["cs", "en", "bg", "uk", "ru", "ar", "de"])
def test_long_sentence_is_told_from_its_sixteenth_word(language, count, code):
    text = "Pes! " + " ".join(["dům"] * count) + "."
    flags = check(text, language)
    assert [flag.code for flag in flags] == ([code] if code else [])
    assert all(flag.excerpt == text[5:] for flag in flags)


@pytest.mark.parametrize(("count", "code"), [(24, None), (25, "long_sentence"), (36, "very_long_sentence")])
@pytest.mark.parametrize(("language", "word", "gap"), [("vi", "bạn", " "), ("zh-Hans", "我", "")])
def test_long_sentence_is_counted_in_syllables_where_words_are_not_parted(language, word, gap, count, code):
    assert [flag.code for flag in check(gap.join([word] * count), language)] == ([code] if code else [])


def test_flag_of_a_long_sentence_contains_the_flags_of_its_words():
    text = "Krátce. " + "dům " * 16 + "dle zákona."
    sentence, word = check(text, "cs")
    assert (sentence.code, word.code) == ("long_sentence", "office_words")
    assert sentence.start < word.start and word.end < sentence.end


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("cs", "Pomáhá p. J. Novák z ul. Veletržní. Je tu např. Eva.", 2),
        ("cs", "Přijďte 15. března 2026 a 8. 10. v 18.00. Máme čaj.", 2),
        ("cs", "Čekáme na Praze 7. Přijďte! „Opravdu?“ Ano…", 4),
        ("cs", "Spolek k.ú. hledá lidi, děti atd. a psy.", 1),
        ("cs", "Vezměte si:\n- boty\n- vodu\n1. Přijďte", 4),
        ("cs", "Vezměte si:\nboty\nvodu", 3),
        ("cs", "Tento řádek zalomil poštovní program až za šedesáti znaky, takže\nkončí až tady.", 1),
        ("cs", "Tento řádek zalomil poštovní program až za šedesáti znaky, takže\n\nnadpis", 2),
        ("cs", "Tento řádek nezalomil poštovní program, jen za ním chybí tečka a pak\nPřijde další", 2),
        ("en", "Meet Dr. Brown at 18:00. Bring e.g. bread. ok? yes", 4),
        ("cs", "Pomozte nám. Přijďte v 18 hod. Máme čaj.", 3),
        ("en", "The answer is no. We stop.", 2),
        ("bg", "Елате на ул. Раковски. Ще има напр. Чай и др. неща.", 2),
        ("ar", "هل تحب الأطفال؟ تعال إلينا. نحن هنا", 3),
        ("zh", "你好。请来！我们等你", 3),
        ("cs", " \n … ?! ", 0),
    ],
)
def test_sentences_are_told_from_abbreviations_dates_and_lines(language, text, count):
    assert len(sentences(text, language)) == count


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "cs",
            "vlk 1 vítr 2 sedm 2 pomohl 3 auto 2 naučit 3 neumí 3 nepoužívat 5 organizace 5 čtvrtek 2 přijďte 2 v 1",
        ),
        (
            "en",
            "the 1 people 2 table 2 volunteer 3 asked 1 needed 2 called 1 games 1 boxes 2 idea 3 create 2 playing 2",
        ),
        ("bg", "път 1 български 3 необходимо 5"),
        ("ru", "объект 2 подъезд 2"),
        ("uk", "їжа 2 допомагаємо 6"),
        ("vi", "tình 1 nguyện 1"),
    ],
)
def test_syllables_are_those_one_hears(language, words):
    parts = words.split()
    wanted = dict(zip(parts[::2], map(int, parts[1::2]), strict=True))
    assert {word: syllables(word, language) for word in wanted} == wanted


def test_measures_agree_with_hand_calculation():
    czech = measures("Máme čaj. Přijďte k nám.", "cs")
    assert (czech.words, czech.sentences, czech.longest_sentence) == (5, 2, 3)
    assert (czech.words_per_sentence, czech.syllables_per_word) == (2.5, 1.4)
    assert czech.ease == pytest.approx(206.835 - 1.672 * 2.5 - 62.183 * 1.4) == pytest.approx(115.5988)
    english = measures("We drink tea. Come to the library.", "en-GB")
    assert (english.words, english.sentences, english.longest_sentence) == (7, 2, 4)
    assert english.ease == pytest.approx(206.835 - 1.015 * 3.5 - 84.6 * 9 / 7) == pytest.approx(94.5111, abs=0.0001)


def test_measures_have_no_ease_where_nobody_fitted_it():
    assert {measures(PLAIN[language], language).ease is None for language in ("uk", "ru", "vi", "bg", "ar")} == {True}
    assert measures(PLAIN["ar"], "ar").syllables_per_word == 0
    assert measures("", "cs") == measures("?!", "cs")
    assert (measures("", "cs").words, measures("", "cs").ease) == (0, None)


def test_measures_count_an_address_as_one_short_word():
    assert measures("Pište na velmi-dlouha-adresa@example.org.", "cs") == measures("Pište na e.", "cs")


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_text_has_no_flag_and_reads_easily(language):
    assert check(PLAIN[language], language) == []
    assert band(PLAIN[language], language) == "easy"
    assert refusal_to_translate(PLAIN[language], language) is None


@pytest.mark.parametrize(("official", "rewritten"), OFFICIAL_AND_PLAIN)
def test_official_notice_is_refused_and_its_plain_version_is_not(official, rewritten):
    assert band(official, "cs") == "hard"
    assert len(word_flags(official, "cs")) > 10
    reason = refusal_to_translate(official, "cs")
    assert reason is not None and reason.code == "hard_to_translate"
    with translation.override("en"):
        assert "Split long sentences" in str(reason)
    assert check(rewritten, "cs") == []
    assert band(rewritten, "cs") == "easy"
    assert refusal_to_translate(rewritten, "cs") is None


@pytest.mark.parametrize("language", OFFICIAL)
def test_official_text_of_other_languages_is_refused(language):
    assert band(OFFICIAL[language], language) == "hard"
    assert refusal_to_translate(OFFICIAL[language], language) is not None


def test_text_between_plain_and_official_is_middling_and_let_through():
    text = (
        "Hledáme dobrovolníky, kteří budou v rámci klubu doučovat děti ze základních škol a hrát si s nimi venku. "
        "Před první návštěvou vám pošleme smlouvu a domluvíme si společnou schůzku s naší koordinátorkou."
    )
    assert band(text, "cs") == "middling"
    assert refusal_to_translate(text, "cs") is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("cs", "Hledáme lidi, kteří si rádi hrají s dětmi a mají každé úterý volno. " * 2, "easy"),
        ("vi", "Chúng tôi tìm người giúp trẻ em làm bài tập ở câu lạc bộ mỗi tuần một lần buổi chiều. " * 2, "easy"),
        ("bg", "Елате незабавно тук. Пеем с цел радост. Необходимо е да пием чай. " * 3, "middling"),
        ("bg", "Необходимо е да пием чай с хората от квартала всяка сряда след работа тук. " * 2, "hard"),
        ("cs", "Přijďte neprodleně. Zajištění obědů je třeba. Doložte bezúhonnost žadatele. " * 3, "hard"),
        ("uk", "Шукаємо людей і " + "ще людей і " * 8 + "дітей.", "hard"),
    ],
)
def test_band_weighs_length_flags_and_ease(language, text, expected):
    assert band(text, language) == expected


def test_short_text_has_no_band_and_is_never_refused():
    short = " ".join(OFFICIAL_AND_PLAIN[0][0].split()[:19])
    assert band(short, "cs") == ""
    assert refusal_to_translate(short, "cs") is None


def test_reasons_are_short_sentences():
    for reason in REASONS.values():
        assert all(len(sentence.split()) <= 18 for sentence in str(reason).split("."))


pieces = st.sampled_from(
    ["je nutné", "tj.", "IČO", "(OP)", "v rámci", "5 pm", "půl páté", "8/10/2026", "www.a.cz", "a@b.cz", "İ", "е́"]
    + [
        "must be signed",
        "not uncommon",
        "nelze",
        "bez",
        "ЕГН",
        "се извършва",
        "我们。",
        "؟",
        "„",
        "”",
        "1.",
        "-",
        "’",
        ".",
    ]
    + ["\u00a0", "x" * 30, "\n", "\n\n"]
)
texts = st.text(max_size=300) | st.lists(pieces | st.text(max_size=8), max_size=60).map(" ".join)


@given(texts, st.sampled_from([*LANGUAGES, "zh", "de", "cs-CZ", "", "../en"]))
@settings(max_examples=400, deadline=None)
def test_any_text_is_checked_without_error_and_flags_lie_inside_it(text, language):
    flags = check(text, language)
    assert all(0 <= flag.start < flag.end <= len(text) for flag in flags)
    assert all(text[flag.start : flag.end] == flag.excerpt for flag in flags)
    assert [(flag.start, -flag.end) for flag in flags] == sorted((flag.start, -flag.end) for flag in flags)
    for is_of_sentence in (True, False):
        row = [flag for flag in flags if (flag.code in OF_SENTENCES) is is_of_sentence]
        assert all(one.end <= other.start for one, other in zip(row, row[1:], strict=False))
    long = [flag for flag in flags if flag.code in OF_SENTENCES]
    for word in (flag for flag in flags if flag.code not in OF_SENTENCES):
        cut = [one for one in long if one.start < word.end and word.start < one.end]
        assert all(one.start <= word.start and word.end <= one.end for one in cut)
    assert band(text, language) in ("easy", "middling", "hard", "")
    numbers = measures(text, language)
    assert numbers.longest_sentence <= numbers.words
    assert (refusal_to_translate(text, language) is not None) is (band(text, language) == "hard")
