"""An eighth language is a line in the city file and a catalogue: another process starts with both and shows pages."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from calendar import day_name
from dataclasses import asdict
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.reading import read

ROOT = Path(__file__).resolve().parents[2]
TOPICS = ROOT / "mosty/city/data/topics"
ACCENTS = str.maketrans("acdeghiklnorstuyzACDEGHILNORSTUYZ", "áčďéĝĥíķļñóŕŝťúýžÁČĎÉĜĤÍĻÑÓŔŜŤÚÝŽ")
PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%[sd%])")
INNERMOST = re.compile(r"\[[^\[\]]*\]")
DATE_OR_ADDRESS = re.compile(rf"(?:{'|'.join(day_name)}), \d+ \w+|https?://\S+")
NAMES = {"Mosty", "RSS", "Telegram", "Viber", "WhatsApp"}
SETTINGS = "from config.settings import *\nLOCALE_PATHS = [{folder!r}, *LOCALE_PATHS]\n"


def pseudo(english):
    """The message accented, 40 % longer and in brackets, its placeholders as they are."""
    parts = PLACEHOLDER.split(english)
    accented = "".join(part if place % 2 else part.translate(ACCENTS) for place, part in enumerate(parts))
    return f"[{accented} {'·' * (len(english) * 2 // 5)}]"


def left_in_english(texts, known=()):
    """Words of these texts that stand in no brackets and are neither names nor dates nor addresses nor `known`."""
    found = []
    for whole in texts:
        text = DATE_OR_ADDRESS.sub("", whole.replace("\u2060", ""))
        for other in sorted(known, key=len, reverse=True):
            text = text.replace(other, "")
        while INNERMOST.search(text):
            text = INNERMOST.sub("", text)
        found += [whole] if set(re.findall(r"[^\W\d_]{2,}", text)) - NAMES else []
    return found


def catalogue(tag):
    """The catalogue of the language; the pseudo-language has every message that the Czech one has."""
    folder = "cs" if tag == "en-XA" else tag.replace("-", "_")
    with (ROOT / "locale" / folder / "LC_MESSAGES/django.po").open("rb") as file:
        messages = read_po(file)
    for message in [message for message in messages if message.id and tag == "en-XA"]:
        message.flags.discard("fuzzy")
        plural = message.pluralizable
        one, many = message.id if plural else (message.id, "")
        message.string = (pseudo(one), *[pseudo(many)] * (messages.num_plurals - 1)) if plural else pseudo(one)
    return messages


def furnish(folder, tag, city_words, label):
    """A city file, districts, topics and a catalogue with this language; returns the environment that reads them."""
    city = (ROOT / "config/cities/prague.toml").read_text(encoding="utf-8").replace('"ar"]', f'"ar", "{tag}"]')
    for key, words in city_words.items():
        city = re.sub(rf"^{key} = \{{", f'{key} = {{ {tag} = "{words}",', city, flags=re.M)
    (folder / "eighth.toml").write_text(city, encoding="utf-8")
    shutil.copytree(ROOT / "config/cities/prague", folder / "eighth")
    shutil.copytree(TOPICS, folder / "topics")
    if label:
        rows = [row for path in sorted(TOPICS.glob("*.toml")) for row in tomllib.loads(path.read_text())["topic"]]
        lines = [f'labels.{row["group"]}.{row["code"]} = "{label(row["labels"]["en"])}"' for row in rows]
        words = "\n".join([f'language = "{tag}"', "topic = []", *lines])
        (folder / f"topics/labels-{tag}.toml").write_text(words, encoding="utf-8")
        districts = folder / "eighth/districts.toml"
        text = re.sub(r'names = \{(.* en = "(.*?)")', rf'names = {{ {tag} = "[\2]",\1', districts.read_text())
        districts.write_text(text, encoding="utf-8")
    compiled = folder / "locale" / tag.replace("-", "_") / "LC_MESSAGES/django.mo"
    compiled.parent.mkdir(parents=True)
    made = io.BytesIO()
    write_mo(made, catalogue(tag))
    compiled.write_bytes(made.getvalue())
    (folder / "eighth_settings.py").write_text(SETTINGS.format(folder=str(folder / "locale")), encoding="utf-8")
    return {
        **os.environ,
        "CITY": str(folder / "eighth"),
        "DATABASE_URL": f"sqlite:///{folder / 'mosty.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "eighth_settings",
        "MOSTY_VAR": str(folder / "var"),
        "PYTHONPATH": str(folder),
    }


def look(folder, tag, city_words, label=None):
    """What the other process saw: pages by name as [status, HTML], `known` texts of the city and of its hosts."""
    command = [sys.executable, "-m", "tests.ui.test_eighth_language", tag, str(folder / "topics")]
    ran = subprocess.run(command, cwd=ROOT, env=furnish(folder, tag, city_words, label), capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def accented(tmp_path_factory):
    return look(tmp_path_factory.mktemp("accented"), "en-XA", {"name": "[Ƥŕáĝúé]", "where": "[íñ Ƥŕáĝúé]"}, pseudo)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory):
    return look(tmp_path_factory.mktemp("chinese"), "zh-Hans", {"name": "布拉格", "where": "在布拉格"})


def test_brackets_show_what_was_left_in_english():
    texts = ["[Ŵĥéŕé? ···]", "Where?", "[Ťíťļé íñ [Čžéčĥ] ··] – Mosty", "[ó] Near me", "Tuesday, 1 December", "Klub 7"]
    assert left_in_english(texts, ["Klub"]) == ["Where?", "[ó] Near me"]
    assert pseudo("%(count)s activities").startswith("[%(count)s áčťí")
    assert len(pseudo("Find an activity")) >= len("Find an activity") * 1.4


@pytest.mark.parametrize("name", ["home", "search", "nothing", "listing", "apply", "sign-in", "host", "new", "missing"])
def test_every_interface_sentence_comes_from_the_catalogue(accented, name):
    status, html = accented[name]
    assert status == (404 if name == "missing" else 200)
    page = read(html)
    assert page.html["lang"] == "en-xa"
    texts = [text for language, text in page.texts if language == "en-xa"]
    texts += re.findall(r'<meta name="description" content="([^"]*)"', html)
    assert sum(text.startswith("[") for text in texts) >= 10
    assert left_in_english(texts, accented["known"]) == []


def test_home_asks_its_three_questions_in_chinese(chinese):
    status, html = chinese["home"]
    page = read(html)
    assert (status, page.html["dir"]) == (200, "ltr")
    assert page.html["lang"].lower() == "zh-hans"  # a tag is the same in any case (BCP 47)
    labels = re.findall(r'<label for="ask-(\w+)">(.*?)</label>', html)
    assert labels == [("where", "在哪里？"), ("when", "什么时候？"), ("level", "您懂多少捷克语？")]
    assert page.headings == ["在布拉格帮助他人，结识朋友"]
    assert {"星期二下午", "能用捷克语谈日常的事情", "查找活动", "教育"} <= {text for _language, text in page.texts}
    latin = [text for language, text in page.texts if language == "zh-hans" and re.search("[a-z]{2}", text)]
    assert [text for text in latin if not text.startswith(("Mosty", "Prague"))] == []


def test_chinese_words_find_a_listing_under_chinese_topics(chinese):
    status, html = chinese["dog walking"]
    texts = read(html).texts
    assert status == 200
    assert ("zh-hans", "遛狗") in texts
    assert ("cs", "Venčení psů") in texts
    assert ("cs", "Venčení psů") not in read(chinese["nothing"][1]).texts


def test_what_chinese_lacks_is_read_in_english_and_said_to_be(chinese):
    _status, html = chinese["listing"]
    texts = read(html).texts
    assert ("zh-hans", "In short") in texts  # a message that is missing in the catalogue; not in the city's Czech
    assert {("en", sentence) for sentence in chinese["in short"]} <= set(texts)
    assert any(re.fullmatch(r"星期., \d+月\d+日,", text) for language, text in texts if language == "zh-hans")


def test_district_without_a_chinese_name_keeps_its_english_one(chinese):
    assert ("zh-hans", "Prague 7") in read(chinese["organisation"][1]).texts


def test_browser_in_chinese_is_led_to_chinese(chinese):
    assert chinese["front"] == [302, "/zh-hans/"]


def test_poster_is_printed_in_english_where_the_letters_lack(chinese, accented):
    assert (chinese["poster"][0], accented["poster"][0]) == (200, 200)
    assert "Scan to see more and to apply" in chinese["picture"]
    assert [text for text in chinese["picture"] if re.search("[\u4e00-\u9fff]", text)] == []


def test_labels_in_chinese_name_every_topic_once():
    files = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in TOPICS.glob("*.toml")}
    topics = {(row["group"], row["code"]) for file in files.values() for row in file["topic"]}
    labels = files["labels-zh-Hans.toml"]["labels"]
    assert {(group, code) for group, rows in labels.items() for code in rows} == topics
    assert all(len(set(rows.values())) == len(rows) for rows in labels.values())


def _a_listing(language):
    """A member of a host and a listing of dog walking; the index holds it."""
    from mosty.city.models import District  # noqa: PLC0415  only after django.setup() in the other process
    from mosty.search.actions import reindex  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    member = factories.a_person(language=language)
    made = factories.an_opportunity(
        organisation=factories.a_host(member=member, district=District.objects.get(slug="praha-7")),
        title="Venčení psů",
        topics={"activity": ["dog_walking"], "audience": ["children"], "cause": ["animals"]},
        needs=[{"languages": ["cs"], "requirement_type": "required", "minimum_level": "a2", "purpose": []}],
        papers=[{"code": "id_check"}],
    )
    factories.tuesdays(made)
    reindex()
    return member, made


def _addresses(key, host_id, language):
    from django.urls import reverse  # noqa: PLC0415

    search = reverse("public:search")
    return {
        "home": reverse("public:home"),
        "search": search,
        "nothing": f"{search}?q=xyzzyqwert&level=a1",
        "dog walking": f"{search}?q=遛狗",
        "listing": reverse("public:opportunity", args=[key]),
        "apply": reverse("public:apply", args=[key]),
        "sign-in": reverse("public:sign_in"),
        "missing": f"/{language}/nowhere/",
        "host": reverse("host:home"),
        "new": reverse("host:new"),
        "organisation": reverse("public:organisation", args=[f"{host_id}-x"]),
        "poster": reverse("public:poster", args=[key]),
    }


def _known_words(shown):
    """What may stand on a page without coming from the catalogue: the listing's own words, sentences from its fields, names."""
    from django.conf import settings  # noqa: PLC0415

    from mosty.opportunities.rules import sentences  # noqa: PLC0415
    from mosty.opportunities.rules.times import DAY_PARTS  # noqa: PLC0415

    said = [words for _code, words in shown.in_short]
    levels = [sentences.need_words(level, "cs", "en") for level in ("none", "a1", "a2", "b1", "b2")]
    day_parts = [sentences.day_part_name(code, "en") for code in DAY_PARTS]
    lines = [shown.need, shown.papers, shown.when, shown.where, shown.sentence]
    return [*said, *lines, *levels, *day_parts, "Klub", shown.title.words, shown.host_name.words,
            *dict(settings.LANGUAGES).values()]  # fmt: skip


def show(tag, topics):
    """Prints the pages as JSON; runs in the other process."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    from mosty.channels.queries import picture_facts  # noqa: PLC0415
    from mosty.city import actions as city  # noqa: PLC0415
    from mosty.opportunities.queries import listing as wrapped  # noqa: PLC0415

    setup_test_environment()
    call_command("migrate", verbosity=0)
    city.TOPIC_DIR = Path(topics)
    city.load_city()
    language = tag.lower()
    member, made = _a_listing(language)
    translation.activate(language)
    shown = wrapped(made, language)
    seen = {"in short": [words for _code, words in shown.in_short], "known": _known_words(shown)}
    stranger, host = Client(raise_request_exception=False), Client(raise_request_exception=False)
    host.force_login(member)
    for name, address in _addresses(shown.address_key, made.organisation.public_id, language).items():
        response = (host if address.startswith("/host/") else stranger).get(address, follow=True)
        seen[name] = [response.status_code, response.content.decode(errors="ignore")]
    seen["picture"] = [str(value) for value in asdict(picture_facts(shown)).values()]
    front = stranger.get("/", headers={"accept-language": "zh-CN,cs;q=0.5"})
    seen["front"] = [front.status_code, front.headers.get("Location")]
    print(json.dumps(seen))


if __name__ == "__main__":
    show(*sys.argv[1:])
