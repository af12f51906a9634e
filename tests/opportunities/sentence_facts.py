"""Small topics and a complete listing for the sentence tests; the real topics are city data."""

from datetime import time
from decimal import Decimal

from mosty.opportunities.rules.sentences import Facts, LanguageNeed, Paper, Slot

HOMEWORK = {
    "labels": {
        "cs": "Pomoc s úkoly",
        "en": "Help with homework",
        "uk": "Допомога з уроками",
        "ru": "Помощь с уроками",
        "vi": "Giúp làm bài tập",
        "bg": "Помощ с домашните",
        "ar": "المساعدة في الواجبات",
    },
    "phrase": {
        "cs": "pomáhat {dat} s domácími úkoly",
        "en": "help {base} with homework",
        "uk": "допомагати {dat} з домашніми завданнями",
        "ru": "помогать {dat} с домашними заданиями",
        "vi": "giúp {base} làm bài tập về nhà",
        "bg": "помагате на {def} с домашните",
        "ar": "مساعدة {def} في الواجبات المدرسية",
    },
    "phrase_alone": {
        "cs": "pomáhat s domácími úkoly",
        "en": "help with homework",
        "uk": "допомагати з домашніми завданнями",
        "ru": "помогать с домашними заданиями",
        "vi": "giúp làm bài tập về nhà",
        "bg": "помагате с домашните",
        "ar": "المساعدة في الواجبات المدرسية",
    },
}
PLAY = {
    "labels": {
        "cs": "Hry",
        "en": "Games",
        "uk": "Ігри",
        "ru": "Игры",
        "vi": "Trò chơi",
        "bg": "Игри",
        "ar": "ألعاب",
    },
    "phrase": {
        "cs": "hrát hry s {ins}",
        "en": "play games with {base}",
        "uk": "грати в ігри з {ins}",
        "ru": "играть в игры с {ins}",
        "vi": "chơi trò chơi với {base}",
        "bg": "играете игри с {def}",
        "ar": "تنظيم ألعاب ل{def}",
    },
    "phrase_alone": {
        "cs": "hrát hry",
        "en": "play games",
        "uk": "грати в ігри",
        "ru": "играть в игры",
        "vi": "chơi trò chơi",
        "bg": "играете игри",
        "ar": "تنظيم ألعاب",
    },
}
DOGS = {
    "labels": {
        "cs": "Venčení psů",
        "en": "Dog walking",
        "uk": "Вигул собак",
        "ru": "Выгул собак",
        "vi": "Dắt chó đi dạo",
        "bg": "Разхождане на кучета",
        "ar": "تمشية الكلاب",
    },
    "phrase": {
        "cs": "venčit psy",
        "en": "walk dogs",
        "uk": "вигулювати собак",
        "ru": "выгуливать собак",
        "vi": "dắt chó đi dạo",
        "bg": "разхождате кучета",
        "ar": "تمشية الكلاب",
    },
}
DOGS["phrase_alone"] = DOGS["phrase"]

CHILDREN = {
    "forms": {
        "cs": {
            "nom": "děti",
            "gen": "dětí",
            "dat": "dětem",
            "acc": "děti",
            "ins": "dětmi",
            "loc": "dětech",
        },
        "en": {"base": "children"},
        "uk": {
            "nom": "діти",
            "gen": "дітей",
            "dat": "дітям",
            "acc": "дітей",
            "ins": "дітьми",
            "loc": "дітях",
        },
        "ru": {
            "nom": "дети",
            "gen": "детей",
            "dat": "детям",
            "acc": "детей",
            "ins": "детьми",
            "loc": "детях",
        },
        "vi": {"base": "trẻ em"},
        "bg": {"base": "деца", "def": "децата"},
        "ar": {"base": "أطفال", "def": "الأطفال"},
    }
}
STUDENTS = {
    "forms": {
        "cs": {
            "nom": "studenti",
            "gen": "studentů",
            "dat": "studentům",
            "acc": "studenty",
            "ins": "studenty",
            "loc": "studentech",
        },
        "en": {"base": "students"},
        "uk": {
            "nom": "студенти",
            "gen": "студентів",
            "dat": "студентам",
            "acc": "студентів",
            "ins": "студентами",
            "loc": "студентах",
        },
        "ru": {
            "nom": "студенты",
            "gen": "студентов",
            "dat": "студентам",
            "acc": "студентов",
            "ins": "студентами",
            "loc": "студентах",
        },
        "vi": {"base": "sinh viên"},
        "bg": {"base": "студенти", "def": "студентите"},
        "ar": {"base": "طلاب", "def": "الطلاب"},
    }
}
REFUGEES_AR = {"forms": {"ar": {"base": "لاجئين", "def": "اللاجئين"}}}

FOOD = {
    "labels": {
        "cs": "Jídlo",
        "en": "Food",
        "uk": "Їжа",
        "ru": "Еда",
        "vi": "Thực phẩm",
        "bg": "Храна",
        "ar": "الغذاء",
    }
}
MEAL = {
    "labels": FOOD["labels"],
    "short": {
        "cs": "jídlo",
        "en": "a meal",
        "uk": "їжу",
        "ru": "еду",
        "vi": "bữa ăn",
        "bg": "храна",
        "ar": "وجبة",
    },
}
CRIMINAL_RECORD = {
    "cs": "Výpis z rejstříku trestů",
    "en": "Extract from the criminal record",
    "uk": "Довідка про несудимість",
    "ru": "Справка о несудимости",
    "vi": "Lý lịch tư pháp",
    "bg": "Свидетелство за съдимост",
    "ar": "صحيفة الحالة الجنائية",
}
HEALTH = {
    "cs": "Potvrzení od lékaře",
    "en": "Health certificate",
    "uk": "Медична довідка",
    "ru": "Медицинская справка",
    "vi": "Giấy khám sức khỏe",
    "bg": "Медицинско свидетелство",
    "ar": "شهادة صحية",
}
PRAGUE = {
    "cs": "v Praze",
    "en": "in Prague",
    "uk": "у Празі",
    "ru": "в Праге",
    "vi": "ở Praha",
    "bg": "в Прага",
    "ar": "في براغ",
}
PRAGUE_7 = {
    "cs": "Praha 7",
    "en": "Prague 7",
    "uk": "Прага 7",
    "ru": "Прага 7",
    "vi": "Praha 7",
    "bg": "Прага 7",
    "ar": "براغ 7",
}
IN_PRAGUE_7 = {
    "cs": "v Praze 7",
    "en": "in Prague 7",
    "uk": "у Празі 7",
    "ru": "в Праге 7",
    "vi": "ở Praha 7",
    "bg": "в Прага 7",
    "ar": "في براغ 7",
}
TUESDAYS = Slot(weekdays=(1,), start=time(16), end=time(18))
SIMPLE_CZECH = LanguageNeed(("cs",), "required", "a2")
EXTRACT = Paper("criminal_record_extract", paid_by="host", foreign_record_accepted=True, label=CRIMINAL_RECORD)
CERTIFICATE = Paper("health_certificate", label=HEALTH)


def some_facts(**changes) -> Facts:
    """Children's homework in Prague 7 on Tuesdays; every field can be changed."""
    values = {
        "kind": "help",
        "local_language": "cs",
        "city_where": PRAGUE,
        "activities": (HOMEWORK,),
        "audiences": (CHILDREN,),
        "district_where": IN_PRAGUE_7,
        "district_name": PRAGUE_7,
        "schedule_type": "set_shift",
        "slots": (TUESDAYS,),
        "language_needs": (SIMPLE_CZECH,),
        "papers": (),
    }
    return Facts(**(values | changes))


def full_facts() -> Facts:
    """A listing where everything is known."""
    return some_facts(
        commitment_hours=Decimal("2"),
        commitment_period="week",
        minimum_duration="P3M",
        language_needs=(LanguageNeed(("cs",), "required", "a2", ("with_team", "phone")),),
        team_languages=("cs", "en", "uk"),
        language_practice=True,
        interpretation_available="on_request",
        papers=(EXTRACT, CERTIFICATE),
        rewards=(MEAL,),
        minimum_age=18,
        places_left=3,
        maximum_capacity=12,
        suits=("individuals", "families"),
    )
