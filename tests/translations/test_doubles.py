"""The stand-ins for translation services speak their protocols, and each planned fault reaches the caller."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.fakes import translators
from tests.fakes.translators import Fault, marked, redirect, slow, status, untranslated

pytestmark = pytest.mark.once

TEXT = 'Přijďte v <x id="1">18:00</x> do <x id="2">Café Práh</x> &amp; dál.\nDěkujeme.'
DONE = 'Přijďte·vi v·vi <x id="1">18:00</x> do·vi <x id="2">Café Práh</x> &amp; dál·vi.\nDěkujeme·vi.'
CLIENT = httpx.Client(trust_env=False)
# What the answer of each text fault must hold, or must not: broken in the way its name says.
SIGNS = {
    "null_text": lambda text: text is None,
    "empty_text": lambda text: text == "",
    "wrong_type": lambda text: text == 42,
    "echo": lambda text: text == TEXT,
    "truncated": lambda text: text == DONE[: len(DONE) // 3],
    "repeated": lambda text: text.count("Děkujeme·vi") == 51,
    "merged_lines": lambda text: text == DONE.replace("\n", " "),
    "added_line": lambda text: text.startswith(DONE) and text.count("\n") == 2,
    "unclosed_tag": lambda text: text.count("</x>") == 1,
    "half_entity": lambda text: "&am " in text,
    "lost_tag": lambda text: "v·vi 18:00 do·vi" in text,
    "lost_element": lambda text: "v·vi  do·vi" in text,
    "doubled_tag": lambda text: text.count('<x id="1">18:00</x>') == 2,
    "changed_id": lambda text: '<x id="17">18:00</x>' in text,
    "lost_spaces": lambda text: 'v·vi<x id="1">' in text,
    "script": lambda text: text.endswith("<script>alert(1)</script>"),
    "swapped_placeholders": lambda text: '<x id="1">Café Práh</x> do·vi <x id="2">18:00</x>' in text,
    "changed_placeholders": lambda text: ">18:000<" in text and ">Café·vi Práh·vi<" in text,
    "control": lambda text: {"\x00", "\x07", "\x1b"} <= set(text),
    "bidi": lambda text: text == f"\u202e{DONE}",
    "lone_surrogate": lambda text: text.endswith("\ud83d"),
    "huge": lambda text: len(text) > 5_000_000,
}


@pytest.fixture
def deepl():
    with translators.deepl() as machine:
        yield machine


@pytest.fixture
def libre():
    with translators.libretranslate("secret") as machine:
        yield machine


def call(machine, path, *, timeout=5.0, **given):
    headers = {"authorization": f"DeepL-Auth-Key {machine.key}"}
    method = "POST" if given else "GET"
    return CLIENT.request(method, machine.url + path, headers=headers, timeout=timeout, **given)


def ask_deepl(machine, *texts, timeout=5.0, **more):
    body = {"text": list(texts or [TEXT]), "source_lang": "CS", "target_lang": "VI", "tag_handling": "xml"}
    return call(machine, "/v2/translate", json={**body, "ignore_tags": ["x"], **more}, timeout=timeout)


def ask_libre(machine, q, **more):
    body = {"q": q, "source": "cs", "target": "vi", "api_key": machine.key}
    return call(machine, "/translate", json={**body, **more})


def texts_of(answer):
    return [row["text"] for row in answer.json()["translations"]]


def test_deepl_good_call(deepl):
    assert texts_of(ask_deepl(deepl, TEXT, "2 psi")) == [DONE, "2 psi·vi"]
    assert untranslated(DONE, "vi") == TEXT
    assert deepl.characters == len(TEXT) + 5 == call(deepl, "/v2/usage").json()["character_count"]
    assert {"language": "EN-GB", "name": "English (British)", "supports_formality": False} in call(
        deepl, "/v2/languages?type=target"
    ).json()
    form = {"text": ["a <x>b</x>", "c"], "target_lang": "EN-GB", "tag_handling": "xml", "ignore_tags": "y,x"}
    assert texts_of(call(deepl, "/v2/translate", data=form)) == ["a·en <x>b</x>", "c·en"]
    assert "Dům·en".encode() in ask_deepl(deepl, "Dům", target_lang="EN-US").content
    seen = deepl.requests[0]
    assert (seen.path, seen.body["target_lang"], seen.status) == ("/v2/translate", "VI", 200)
    assert seen.headers["authorization"] == f"DeepL-Auth-Key {deepl.key}"


def test_deepl_tags_by_handling(deepl):
    html = {"tag_handling": "html", "ignore_tags": []}
    assert texts_of(ask_deepl(deepl, '<b class="notranslate">a</b> c<br>', **html)) == [
        '<b class="notranslate">a</b> c·vi<br>'
    ]
    assert texts_of(ask_deepl(deepl, "<x>a</x>", tag_handling="")) == ["<x·vi>a·vi</x·vi>"]
    assert texts_of(ask_deepl(deepl, "<x>a<x>b</x>c</x> d<x/>")) == ["<x>a<x>b</x>c</x> d·vi<x/>"]
    assert texts_of(ask_deepl(deepl, "<x>a</x>", ignore_tags="y, x")) == ["<x>a·vi</x>"]
    assert texts_of(ask_deepl(deepl, "<b>a & b", tag_handling_version="v1")) == ["<b>a·vi & b·vi"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": ["a"] * 51}, 413),
        ({"text": ["a" * 131_072]}, 413),
        ({"text": "a"}, 400),
        ({"target_lang": "XX"}, 400),
        ({"source_lang": "EN-GB"}, 400),
        ({"text": ["<x>a"]}, 400),
        ({"text": ["a & b"]}, 400),
    ],
)
def test_deepl_refuses_wrong_call(deepl, given, code):
    assert ask_deepl(deepl, **given).status_code == code
    assert deepl.characters == 0


def test_deepl_refuses_wrong_key_and_used_up_quota():
    with translators.deepl(limit=10) as machine:
        assert ask_deepl(machine, "123456").status_code == 200
        assert ask_deepl(machine, "12345").status_code == 456
        machine.key = "other"
        machine.requests.clear()
        answer = CLIENT.post(f"{machine.url}/v2/translate", json={})
        assert (answer.status_code, answer.content, machine.characters) == (403, b"", 6)


def test_libretranslate_good_call(libre):
    assert ask_libre(libre, "Dům 5, 2x").json() == {"translatedText": "Dům·vi 5, 2x·vi"}
    assert ask_libre(libre, "Tom &amp; Jerry &lt; 3").json() == {"translatedText": "Tom·vi & Jerry·vi < 3"}
    assert ask_libre(libre, ["a", "b"], source="auto").json()["translatedText"] == ["a·vi", "b·vi"]
    form = {"q": "a\r\nb", "source": "cs", "target": "zh-Hans", "api_key": "secret"}
    assert call(libre, "/translate", data=form).json() == {"translatedText": "a·zh\nb·zh"}
    row = next(row for row in call(libre, "/languages").json() if row["code"] == "vi")
    assert (row["name"], "uk" in row["targets"]) == ("Vietnamese", True)
    assert libre.characters == len("Dům 5, 2x") + len("Tom &amp; Jerry &lt; 3") + 2 + 3


def test_libretranslate_respects_only_what_the_real_one_does(libre):
    html = '<p class=notranslate>a<br>b</p> <span id="m1" translate="no">c <b>d</b></span> <code>e</code> f &lt; g <i>h'
    assert ask_libre(libre, html, format="html").json()["translatedText"] == (
        '<p class="notranslate">a·vi<br/>b·vi</p> <span id="m1" translate="no">c <b>d</b></span> <code>e</code>'
        " f·vi < g·vi <i>h·vi</i>"
    )


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"api_key": "wrong"}, 403, "Invalid API key"),
        ({"api_key": ""}, 400, "API key"),
        ({"q": ""}, 400, "missing q"),
        ({"target": "xx"}, 400, "xx is not supported"),
        ({"format": "xml"}, 400, "format"),
        ({"q": ["a", "b", "c"]}, 400, "request (3) exceeds text limit (2)"),
        ({"q": ["123456"]}, 400, "request (6) exceeds text limit (5)"),
    ],
)
def test_libretranslate_refuses_wrong_call(given, code, words):
    with translators.libretranslate("secret", text_limit=5, batch_limit=2) as machine:
        answer = ask_libre(machine, **{"q": "a", **given})
        assert answer.status_code == code and words in answer.json()["error"]


@pytest.mark.parametrize("name", SIGNS)
def test_text_fault_breaks_what_its_name_says(deepl, name):
    deepl.plan(Fault(name, item=1))
    first, second = texts_of(ask_deepl(deepl, TEXT, TEXT))
    assert first == DONE and SIGNS[name](second)
    assert texts_of(ask_deepl(deepl)) == [DONE]
    assert [request.fault for request in deepl.requests] == [name, ""]


def test_faults_of_list_and_body(deepl, libre):
    assert set(translators.ALL) - set(SIGNS) - set(translators.CALLS) == {
        *("empty_list", "fewer_items", "more_items"),
        *("not_json", "missing_key", "wrong_shape", "wrong_charset", "nested"),
    }
    deepl.plan("empty_list", "fewer_items", "more_items", "missing_key", "wrong_shape")
    assert [len(texts_of(ask_deepl(deepl, "a", "b"))) for _time in range(3)] == [0, 1, 3]
    assert "translations" not in ask_deepl(deepl).json() and isinstance(ask_deepl(deepl).json(), list)
    libre.plan("fewer_items", "more_items")
    assert [ask_libre(libre, "a").json()["translatedText"] for _time in range(2)] == [[], ["a·vi", "a·vi"]]
    for name, trouble in (("not_json", ValueError), ("wrong_charset", ValueError), ("nested", RecursionError)):
        deepl.plan(name)
        with pytest.raises(trouble):
            json.loads(ask_deepl(deepl).content.decode())


def test_faults_of_the_call(deepl):
    deepl.plan(slow(0.6), "hang", "cut", "cut_early")
    for trouble, timeout in (
        *((httpx.ReadTimeout, 0.3), (httpx.ReadTimeout, 0.3)),
        *((httpx.RemoteProtocolError, 5), (httpx.ReadError, 5)),
    ):
        with pytest.raises(trouble):
            ask_deepl(deepl, timeout=timeout)
    deepl.plan(status(429, retry_after=7), status(456), status(503), status(500), redirect("http://elsewhere.invalid/"))
    answers = [ask_deepl(deepl) for _time in range(5)]
    assert [answer.status_code for answer in answers] == [429, 456, 503, 500, 307]
    assert answers[0].headers["retry-after"] == "7" and answers[4].headers["location"] == "http://elsewhere.invalid/"
    assert "Quota" in answers[1].json()["message"] and b"<h1>" in answers[3].content
    assert [request.status for request in deepl.requests][1:] == [0, 200, 0, 429, 456, 503, 500, 307]
    deadline = time.monotonic() + 5
    while deepl.requests[0].status == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    # The slow and the cut call were done and count; the others never were.
    assert deepl.characters == 2 * len(TEXT)


def test_plan_by_number_by_times_and_by_address(deepl):
    deepl.plan("empty_text", at=3)
    deepl.plan("ok", "null_text", times=2)
    deepl.plan(status(503), on="usage")
    assert [texts_of(ask_deepl(deepl, "a"))[0] for _time in range(6)] == ["a·vi", "a·vi", "", None, None, "a·vi"]
    assert [call(deepl, "/v2/usage").status_code for _time in range(2)] == [503, 200]
    for wrong in ("no_such", "status", "redirect"):
        with pytest.raises(ValueError):
            deepl.plan(wrong)


@pytest.mark.parametrize(
    ("fault", "text"), [("swapped_placeholders", "<x>1</x>"), ("merged_lines", "a"), ("echo", "<y>")]
)
def test_fault_that_changes_nothing_fails_the_test(fault, text):
    """Nothing to swap, no line to merge, a call that is refused: the test that planned it would prove nothing."""
    with pytest.raises(AssertionError, match=fault), translators.deepl() as machine:
        machine.plan(fault)
        ask_deepl(machine, text)


@pytest.mark.parametrize(
    "text", ["", "·", "Dům·vi vi", "ngo\u0301 5\ufe0f\u20e3 m²", "كِتَاب, 中文!", "<b>a</b> &amp; x_y·vi·vi", "·vi"]
)
def test_untranslated_undoes_marked(text):
    assert untranslated(marked(text, "vi"), "vi") == text


def test_marked_leaves_accents_and_figures_alone():
    assert marked("ngo\u0301x 5\ufe0f\u20e3 m² 2x", "vi") == "ngo\u0301x·vi 5\ufe0f\u20e3 m·vi² 2x·vi"


def test_many_callers_at_once(deepl):
    deepl.plan(slow(0.5), times=8)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: texts_of(ask_deepl(deepl, f"a{number}"))[0], range(8)))
    assert found == [f"a·vi{number}" for number in range(8)]
    assert (deepl.characters, len(deepl.requests)) == (16, 8) and deepl.peak > 1
