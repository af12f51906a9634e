"""Translation files go through tools of other people: GNU gettext and translate-toolkit."""

import re
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage.pypo import pofile
from translate.storage.xliff2 import Xliff2File

from mosty.translations.rules import fingerprint
from mosty.translations.rules.exchange import po, xliff
from mosty.translations.rules.exchange.units import Bundle, Unit
from tests.translations.test_exchange import NASTY, STATES, bundles, in_english, one, reasons, unit

pytestmark = pytest.mark.once

__all__ = ["in_english"]

# gettext's strings end at NUL, and it refuses EOT.
for_gettext = bundles.filter(lambda whole: not re.search("[\0\4]", "".join(u.source + u.target for u in whole.units)))


def gettext(data: bytes, *command: str) -> bytes:
    done = subprocess.run(command, input=data, capture_output=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"})
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def nasty() -> Bundle:
    """Every nasty text in every state, by a translator and with a note."""
    rows = enumerate((words, state) for words in NASTY for state in STATES)
    units = [
        Unit(
            f"opportunity/{number}/title",
            words or "x",
            words if state else "",
            state,
            fingerprint(f"{number}"),
            "deepl",
            words,
        )
        for number, (words, state) in rows
    ]
    return Bundle("cs", "uk", tuple(units))


def with_xml_notes(whole: Bundle) -> Bundle:
    return replace(
        whole, units=tuple(replace(unit, note=unit.note.strip("\a\b\v\f\x1b\ufffe\uffff")) for unit in whole.units)
    )


@pytest.mark.parametrize(
    "options", [[], ["--no-wrap"], ["--width=20"], ["--strict", "--indent"], ["--sort-output"]], ids=str
)
def test_nasty_texts_come_through_msgcat(options):
    whole = nasty()
    read = po.read(gettext(gettext(po.write(whole), "msgcat", *options, "-"), "msgcat", "-"))
    assert sorted(read.bundle.units, key=str) == sorted(whole.units, key=str)
    assert not read.troubles


@settings(max_examples=60, deadline=None)
@given(whole=for_gettext, width=st.sampled_from(["--width=1", "--width=79"]))
def test_any_bundle_comes_through_msgcat(whole, width):
    read = po.read(gettext(po.write(whole), "msgcat", "--force-po", width, "-"))
    assert read.bundle == whole and not read.troubles


def test_files_satisfy_msgfmt():
    gettext(po.write(nasty()), "msgfmt", "--check", "--output-file=/dev/null", "-")


def test_flag_that_msgattrib_clears_counts_as_checked():
    left = po.write(Bundle("cs", "uk", (unit(), unit("", "", "a/b"))))
    assert po.read(gettext(left, "msgattrib", "--clear-fuzzy", "-")).bundle.units == (
        replace(unit(), state="mt_reviewed"), unit("", "", "a/b"),
    )  # fmt: skip


def test_charset_that_msgconv_makes_is_read():
    whole = Bundle("cs", "uk", (unit("Прийдіть завтра", "human", translator=""),))
    data = gettext(po.write(whole), "msgconv", "--to-code=KOI8-U", "-")
    assert "Прийдіть".encode("koi8-u") in data and po.read(data).bundle == whole


def test_translation_that_msgmerge_guesses_is_no_person_s(tmp_path):
    made = Bundle("cs", "uk", (unit("Приходьте завтра ввечері", "human", "a/1", "Přijďte zítra večer", ""),))
    asked = Bundle("cs", "uk", (unit("", "", "a/1", "Přijďte zítra večer!"),))
    template = tmp_path / "asked.po"
    template.write_bytes(po.write(asked))
    read = po.read(gettext(po.write(made), "msgmerge", "--quiet", "-", str(template)))
    assert one(read).target == "Приходьте завтра ввечері" and one(read).state == "mt_unreviewed"
    assert "The file marks this translation as unfinished." in reasons(read)


def test_nasty_texts_come_through_toolkit_xliff():
    whole = with_xml_notes(nasty())
    store = Xliff2File.parsestring(xliff.write(whole))
    assert xliff.read(bytes(store)).bundle == whole
    assert (store.getsourcelanguage(), store.gettargetlanguage()) == ("cs", "uk")
    for row, shown in zip(whole.units, store.units, strict=True):
        # The toolkit's own model has no `cp`.
        kept = [xliff.FORBIDDEN.sub("", words) for words in (row.source, row.target)]
        assert [shown.source, shown.target or ""] == kept
        assert shown.isfuzzy() == bool(kept[1] and row.state in ("", "mt_unreviewed", "stale"))
        assert shown.isapproved() == bool(kept[1] and row.state == "mt_reviewed")


@settings(max_examples=60, deadline=None)
@given(whole=bundles)
def test_any_bundle_comes_through_toolkit(whole):
    assert xliff.read(bytes(Xliff2File.parsestring(xliff.write(whole)))).bundle == whole
    read = po.read(bytes(pofile.parsestring(po.write(whole))))
    assert read.bundle == whole and not read.troubles


def test_nasty_texts_come_through_toolkit_po():
    whole = nasty()
    store = pofile.parsestring(po.write(whole))
    assert po.read(bytes(store)).bundle == whole
    for row, shown in zip(whole.units, store.units[1:], strict=True):
        assert [shown.source, shown.target] == [row.source, row.target]
        assert shown.isfuzzy() == (row.state in ("mt_unreviewed", "stale"))


@pytest.mark.parametrize(("form", "store"), [(xliff, Xliff2File), (po, pofile)], ids=["xliff", "po"])
@pytest.mark.parametrize("words", [words for words in NASTY if words.strip() and not xliff.FORBIDDEN.search(words)])
def test_work_done_in_toolkit_is_understood(form, store, words):
    old = Bundle("cs", "uk", (unit("", "", "a/1", "new"), unit("ahoj", key="a/2"), unit("ahoj", "stale", "a/3")))
    opened = store.parsestring(form.write(old))
    empty, unchecked, stale = [shown for shown in opened.units if shown.source]
    empty.target = words
    if form is xliff:
        unchecked.markapproved()
    else:
        unchecked.markfuzzy(False)
    stale.target = words
    read = form.read(bytes(opened), ("cs", "uk"))
    by_person = {"target": words, "state": "human", "translator": ""}
    assert read.bundle.units == (
        replace(old.units[0], fingerprint=fingerprint("new"), **by_person),
        replace(old.units[1], state="mt_reviewed"),
        replace(old.units[2], **by_person),
    )
    assert not read.troubles
