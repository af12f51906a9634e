"""Translations that leave as XLIFF or PO come back the same, and what was done to them on the way is understood."""

import re
from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from mosty.translations.rules import fingerprint
from mosty.translations.rules.exchange import po, xliff
from mosty.translations.rules.exchange.units import MAX_BYTES, PROGRAM, Bundle, Unit

NASTY = [
    "lines\nand\n", "tab\tx", "cr\rx\r\n", " ends ", "q\"u'o<&>]]>", "back\\slash\\n\\", "nb\u00a0sp", "zw\u200bsp\u2060",
    "rtl\u200f\u202bעם\u202c", "😀𝔘", "\u2028ls\u0085nel", "\a\b\v\f\x1b\x7f", "\ufeffbom", "\ufffe\uffff", "50 % discount {x}",
    "e\u0301", "", "\n",
]  # fmt: skip
STATES = ["", "human", "mt_reviewed", "mt_unreviewed", "stale"]
words = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
# XLIFF has no place for control characters in notes.
notes = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\n\r\t")
)
keys = st.text("abcz09/-_.:", min_size=1, max_size=8)
plain = st.builds(
    Unit, key=keys, source=words, target=words, state=st.sampled_from(STATES), fingerprint=words.map(fingerprint),
    translator=st.sampled_from(["", "deepl", "a b"]), note=notes,
)  # fmt: skip
bundles = st.builds(
    Bundle, st.just("cs"), st.sampled_from(["uk", "zh-Hant"]),
    st.lists(plain, max_size=4, unique_by=lambda unit: unit.key).map(tuple),
)  # fmt: skip

pytestmark = pytest.mark.once
both = pytest.mark.parametrize("form", [xliff, po], ids=["xliff", "po"])


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def unit(target="ahoj", state="mt_unreviewed", key="opportunity/3f9k2/title", source="hello", translator="deepl"):
    return Unit(key, source, target, state, fingerprint(source) if state else "", translator if state else "")


def bundle(*units):
    return Bundle("en", "cs", units)


def changed(form, old, *pairs):
    """What is read after these replacements in the file."""
    data = form.write(bundle(old)).decode()
    for before, after in pairs:
        assert before in data
        data = data.replace(before, after)
    return form.read(data.encode())


def one(read):
    (only,) = read.bundle.units
    return only


def reasons(read):
    return [trouble.reason for trouble in read.troubles]


@both
@settings(max_examples=300, deadline=None)
@given(whole=bundles)
def test_bundle_comes_back_the_same(form, whole):
    read = form.read(form.write(whole))
    assert read.bundle == whole and not read.troubles


@both
def test_nasty_texts_come_back_the_same(form):
    whole = bundle(*(unit(words, "human", f"a/{number}", words) for number, words in enumerate(NASTY)))
    assert form.read(form.write(whole)).bundle == whole


def test_nul_comes_back_the_same():
    whole = bundle(unit("a\0" + "1b", source="\0"))
    assert xliff.read(xliff.write(whole)).bundle == po.read(po.write(whole)).bundle == whole


def test_note_that_looks_like_a_fact_stays_a_note():
    noted = replace(unit(), note="mosty-state: human\n\n # x\\n \n")
    assert one(po.read(po.write(bundle(noted)))) == noted


def test_control_character_in_a_note_becomes_a_mark_in_xliff():
    noted = replace(unit(), note="a\x01b")
    assert one(xliff.read(xliff.write(bundle(noted)))).note == "a\ufffdb"


def test_states_are_told_to_tools_honestly():
    whole = bundle(*(unit("x" if state else "", state, f"k/{state}") for state in STATES))
    found = re.findall(r'<segment state="(\w+)"(?: subState="mosty:(\w+)")?', xliff.write(whole).decode())
    assert found == [
        ("initial", ""), ("translated", "human"), ("reviewed", "mt_reviewed"), ("initial", "mt_unreviewed"),
        ("initial", "stale"),
    ]  # fmt: skip
    entries = po.write(whole).decode().split("\n\n")[1:]
    assert ["#, fuzzy" in entry for entry in entries] == [False, False, False, True, True]


def test_ids_are_name_tokens_and_never_the_same():
    clashing = ["a/b", "a.b", "a:b", "a/2e/b", "a:2e:b", "á b&<\"'"]
    data = xliff.write(bundle(*(unit(key=key) for key in clashing))).decode()
    ids = re.findall(r'<unit id="([A-Za-z0-9._:-]+)" name=', data)
    assert len(set(ids)) == len(clashing)
    assert [unit.key for unit in xliff.read(data.encode()).bundle.units] == clashing


@both
@pytest.mark.parametrize("state", STATES)
def test_new_target_is_a_person_s(form, state):
    old = replace(unit("" if not state else "ahoj", state), fingerprint="of an older source" if state else "")
    pairs = {
        xliff: ("</source>", "</source><target>nazdar</target>") if not state else (">ahoj<", ">nazdar<"),
        po: (f'msgstr "{old.target}"', 'msgstr "nazdar"'),
    }
    data = form.write(bundle(old)).decode().split("msgctxt" if form is po else "<segment")
    data[-1] = data[-1].replace(*pairs[form])
    read = form.read(("msgctxt" if form is po else "<segment").join(data).encode())
    assert one(read) == replace(old, target="nazdar", state="human", translator="", fingerprint=fingerprint("hello"))
    assert not read.troubles


@both
def test_white_space_and_composition_are_no_new_target(form):
    old = unit("dobrý  den", source="good\nday")
    read = changed(form, old, ("dobrý  den", "dobry\u0301 den"))
    assert one(read) == replace(old, target="dobry\u0301 den")


@pytest.mark.parametrize(
    ("state", "translator", "after"),
    [("mt_unreviewed", "deepl", "mt_reviewed"), ("stale", "deepl", "mt_reviewed"), ("stale", "", "human"),
     ("human", "", "human"), ("mt_reviewed", "deepl", "mt_reviewed")],
)  # fmt: skip
@pytest.mark.parametrize("raised", ["reviewed", "final"])
def test_raised_state_counts_as_checked(state, translator, after, raised):
    old = unit(state=state, translator=translator)
    read = changed(xliff, old, (f'state="{xliff.STATES[state]}"', f'state="{raised}"'))
    assert one(read) == replace(old, state=after) and not read.troubles
    if state in ("stale", "mt_unreviewed"):
        assert one(changed(po, old, ("#, fuzzy\n", ""))) == replace(old, state=after)


def test_checked_translation_belongs_to_the_source_it_was_checked_against():
    old = replace(unit(state="stale"), fingerprint="of an older source")
    assert one(changed(po, old, ("#, fuzzy\n", ""))).fingerprint == fingerprint("hello")
    assert one(changed(xliff, old, ("initial", "final"))).fingerprint == fingerprint("hello")


def test_state_raised_to_translated_only_is_not_checked():
    assert one(changed(xliff, unit(), ("initial", "translated"))) == unit()


def test_flag_that_gettext_takes_from_an_empty_target_checks_nothing():
    assert one(changed(po, unit(target=""), ("#, fuzzy\n", ""))) == unit(target="")


@pytest.mark.parametrize(
    ("form", "pair"),
    [(xliff, ('state="translated"', 'state="initial"')), (po, ("msgctxt", "#, c-format, fuzzy\nmsgctxt"))],
)
def test_doubt_is_told_and_a_doubtful_guess_is_no_person_s(form, pair):
    old = unit(state="human", translator="")
    read = changed(form, old, pair)
    assert one(read) == old and reasons(read) == ["The file marks this translation as unfinished."]
    guess = changed(form, old, pair, (">ahoj<" if form is xliff else '"ahoj"', ">čau<" if form is xliff else '"čau"'))
    assert one(guess) == replace(old, state="mt_unreviewed", target="čau", translator=PROGRAM)
    assert reasons(guess) == ["The file marks this translation as unfinished."]


@both
def test_emptied_target_is_told(form):
    read = changed(form, unit(), ("ahoj", ""))
    assert one(read) == unit("", "")
    assert reasons(read) == ["The translation is empty in the file; it was not when it left."]


@both
def test_edited_source_is_told_and_kept(form):
    read = changed(form, unit(), ("hello", "hello you"))
    assert one(read) == replace(unit(), source="hello you")
    assert reasons(read) == ["The original text was edited in the file."]


@both
def test_key_that_appears_twice_is_told(form):
    again = unit("jinak", "human", translator="")
    read = form.read(form.write(bundle(unit(), again)))
    assert one(read) == unit()
    assert reasons(read) == ["This key appears more than once; only the first is used."]
    assert read.troubles[0].key == unit().key and read.troubles[0].line


@pytest.mark.parametrize(
    ("form", "pairs", "reason"),
    [
        (po, [('msgctxt "opportunity/3f9k2/title"\n', "")], "This text has no key, so nobody knows where it belongs."),
        (xliff, [('name="opportunity/3f9k2/title"', ""), ("opportunity.3f9k2.title", "")], "This text has no key"),
        (xliff, [("<source>hello</source>", "")], "The original text is missing."),
        (po, [('msgid "hello"\n', "")], "The file is damaged here."),
    ],
)
def test_text_without_key_or_source_is_told(form, pairs, reason):
    other = unit(key="b/1/title", source="bye", target="pa")
    data = form.write(bundle(unit(), other)).decode()
    for before, after in pairs:
        data = data.replace(before, after)
    read = form.read(data.encode())
    assert one(read) == other and any(reason in line for line in reasons(read))


@both
def test_language_that_is_not_expected_is_told(form):
    data = form.write(bundle(unit()))
    assert not form.read(data, ("EN", "cs")).troubles
    read = form.read(data, ("en", "uk"))
    assert one(read) == unit()
    assert reasons(read) == ["The file translates en into cs; expected is en into uk."]
    for before in (b'trgLang="cs"', b'"Language: cs\\n"\n'):
        data = data.replace(before, b"")
    assert reasons(form.read(data)) == ["The file does not name the two languages it translates between."]


@pytest.mark.parametrize(
    ("segments", "target"),
    [
        ("<segment state='final'><source>a</source><target>A</target></segment><ignorable><source> \n</source></ignorable>"
         "<segment><source>b</source><target>B</target></segment>", "A \nB"),
        ("<segment><source>a</source><target order='2'>A</target></segment>"
         "<segment><source>b</source><target order='1'>B</target></segment>", "BA"),
        ("<segment><source>a</source><target><mrk id='m1' type='term'>A</mrk><pc id='1' dataRefStart='d1' dataRefEnd='d2'>x"
         "</pc><ph id='2' dataRef='d3'/><ph id='3' equiv='!'/><sc id='4'/><cp hex='0007'/></target></segment>", "A<b>x</b>\r%s!\a"),
    ],
)  # fmt: skip
def test_segments_and_codes_of_tools_become_one_text(segments, target):
    codes = (
        "<originalData><data id='d1'>&lt;b></data><data id='d2'>&lt;/b><cp hex='000D'/></data><data id='d3'>%s</data>"
        "</originalData>"
    )
    head = (
        f"<x:xliff xmlns:x='{xliff.CORE}' xmlns='{xliff.CORE}' xmlns:m='urn:m' version='2.0' srcLang='en' trgLang='cs'>"
    )
    match = "<m:matches><m:match><source>no</source><target>no</target></m:match></m:matches>"
    meta = "<m:meta type='state'>human</m:meta>"
    text = (
        f"{head}<file id='f'><group id='g'><unit id='k'>{match}{meta}{codes}{segments}</unit></group></file></x:xliff>"
    )
    read = xliff.read(text.encode("utf-16"))
    assert one(read).target == target and not read.troubles


def test_partly_translated_text_is_left_untranslated():
    pair = ("</segment>", "</segment><segment><source>more</source><target/></segment>")
    read = changed(xliff, unit("", ""), ("</source>", "</source><target>ahoj</target>"), pair)
    assert one(read).target == one(read).state == ""
    assert "Only a part of this text is translated, so its translation is left out." in reasons(read)


@pytest.mark.parametrize(
    ("state", "flag", "after"),
    [("", "#, fuzzy\n", "mt_unreviewed"), (' state="initial"', "#, fuzzy\n", "mt_unreviewed"),
     (' state="translated"', "", "human"), (' state="final"', "", "human")],
)  # fmt: skip
def test_file_without_our_facts_is_read_by_its_own_marks(state, flag, after):
    text = re.sub(r"(?s)<mda:metadata>.*</mda:metadata>", "", xliff.write(bundle(unit())).decode())
    bare = re.sub(r'state="initial" subState="[^"]*"', state, text)
    header = po.write(bundle()).decode()
    entry = f'{header}\n{flag}msgctxt "{unit().key}"\nmsgid "hello"\nmsgstr "ahoj"\n'
    expected = replace(unit(), state=after, translator=PROGRAM if after == "mt_unreviewed" else "")
    assert one(xliff.read(bare.encode())) == expected
    assert one(po.read(entry.encode())) == expected


def test_metadata_of_others_is_not_ours():
    foreign = '<mda:metaGroup category="x"><mda:meta type="state">human</mda:meta></mda:metaGroup></mda:metadata>'
    assert one(changed(xliff, unit(), ("</mda:metadata>", foreign))) == unit()


def test_too_large_is_refused():
    for form in (xliff, po):
        read = form.read(form.write(bundle(unit())).ljust(MAX_BYTES + 1))
        assert read.bundle is None and reasons(read) == ["The file is larger than 20 MB."]
        assert form.read(form.write(bundle(unit())).ljust(MAX_BYTES)).bundle


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY c SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("declaration", [BOMB, OUTSIDE, "<!DOCTYPE x SYSTEM 'http://127.0.0.1/x.dtd'>"])
def test_document_type_is_refused(declaration):
    data = xliff.write(bundle(unit("&c;"))).decode().replace("&amp;c;", "&c;").replace("<xliff", f"{declaration}<xliff")
    read = xliff.read(data.encode())
    assert read.bundle is None
    assert reasons(read) == ["The file has a document type declaration. Such files are refused."]


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 1000, bytes(range(256)) * 9, b"PK\x03\x04\n\n\xff", b"<html></html>", b"<?xml version='1.0'?>",
     b"<?xml version='1.0' encoding='punycode'?><a/>", b"<?xml version='1.0' encoding='utf-7'?><a/>",
     b"<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>", b"msg", b"# only\n#. a comment\n"],
)  # fmt: skip
@both
def test_what_is_no_translation_file_is_told(form, data):
    read = form.read(data)
    assert read.bundle is None and read.troubles


MANY = bundle(
    *(unit(f"čau\n{number}", "human", f"k/{number}", f"hi {number}\nyou", translator="") for number in range(40))
)


@both
@pytest.mark.parametrize("part", range(20))
def test_cut_file_gives_what_was_whole_and_nothing_else(form, part):
    data = form.write(MANY)
    end = len(data) * part // 20
    whole = data[:end].count(b"</unit>" if form is xliff else b'you"\nmsgstr "\xc4\x8dau\\n')
    read = form.read(data[:end])
    found = read.bundle.units if read.bundle else ()
    assert found == MANY.units[: len(found)] and len(found) >= whole - (form is po)
    assert read.troubles


def test_po_cut_within_a_text_of_several_lines_is_told():
    data = po.write(bundle(unit())).replace(b'"ahoj"', b'""\n"aho"\n"j"')
    assert one(po.read(data)) == unit()
    cut = po.read(data.removesuffix(b'\n"j"\n'))
    assert not cut.bundle.units and "The file ends here before its time." in reasons(cut)


def test_po_cut_between_texts_is_told():
    read = po.read(b"\n\n".join(po.write(MANY).split(b"\n\n")[:11]) + b"\n")
    assert read.bundle.units == MANY.units[:10] and reasons(read) == ["10 of 40 texts of this file could be read."]


@pytest.mark.parametrize(
    ("form", "fault"),
    [(xliff, b"k/7"), (xliff, b"hi 7\n"), (xliff, b"7</target>"), (po, b"k/7"), (po, b"hi 7\\n"), (po, b'7"\n\n')],
)
@pytest.mark.parametrize("junk", [b"\xff\xfe", b'"', b"<&x;", b"</file>", b"\n"])
def test_damage_costs_one_text_at_most(form, fault, junk):
    data = form.write(MANY)
    assert fault in data
    read = form.read(data.replace(fault, fault[:1] + junk + fault[1:], 1))
    others = [unit for unit in MANY.units if unit.key != "k/7"]
    assert [unit for unit in read.bundle.units if unit in others] == others
    assert len(read.bundle.units) in (39, 40)
    assert len(read.bundle.units) == 40 or any(trouble.line for trouble in read.troubles)


def test_line_of_damage_is_told():
    data = xliff.write(MANY).replace(b"hi 7\n", b"hi &7\n").replace(b"hi 9\n", b"hi &9\n")
    lines = [number for number, line in enumerate(data.split(b"\n"), 1) if b"&" in line]
    troubles = xliff.read(data).troubles
    assert [(trouble.key, trouble.line) for trouble in troubles] == list(zip(("k/7", "k/9"), lines, strict=True))
    data = po.write(MANY).replace(b'"hi 7', b'"hi " 7')
    (line,) = [number for number, line in enumerate(data.split(b"\n"), 1) if b'hi " 7' in line]
    assert ("k/7", line) in [(trouble.key, trouble.line) for trouble in po.read(data).troubles]


def test_hopeless_file_is_given_up():
    faulty = xliff.write(bundle(*(unit(key=f"k/{number}") for number in range(60)))).replace(b"ahoj", b"&ahoj;")
    assert reasons(xliff.read(faulty)).count("The file is damaged here.") == xliff.MOST_FAULTS
    assert "The file is damaged in too many places; the rest was not read." in reasons(xliff.read(faulty))
    deep = xliff.write(bundle(unit())).replace(b"ahoj", b"<pc>" * 300)
    assert reasons(xliff.read(deep)) == ["The elements of this file are nested too deeply."]


def test_long_head_is_not_read_again_after_every_fault():
    data = xliff.write(MANY).replace(b"<file", b"<file id='g'><group id='g'/> </file><file").replace(b"hi 7", b"&")
    data = data.replace(b'id="texts">', b'id="texts"><group id="h">').replace(
        b"</file>\n</xliff>", b"</group></file></xliff>"
    )
    for spaces, number in ((10, 1), (xliff.LONGEST_HEAD, 2)):
        read = xliff.read(data.replace(b"/> <", b"/>" + b" " * spaces + b"<"))
        assert read.bundle.units == MANY.units[:7] + MANY.units[8:]
        # The stand-in knows no group, so its end is one more fault.
        assert reasons(read) == ["The file is damaged here."] * number


@pytest.mark.parametrize(
    ("form", "data"),
    [(xliff, xliff.write(bundle()).replace(b"</file>", b"<unit/>" * 100_001 + b"</file>")),
     (po, po.write(bundle()) + b"x\n\n" * 100_001)],
    ids=["xliff", "po"],
)  # fmt: skip
def test_too_many_texts_are_refused(form, data):
    assert form.read(data).bundle is None and reasons(form.read(data)) == ["The file holds more than 100000 texts."]


@both
def test_charset_that_a_file_names_is_read(form):
    data = form.write(bundle(unit("kůň"))).decode().replace("UTF-8", "windows-1250")
    assert one(form.read(data.encode("windows-1250"))).target == "kůň"
    wrong = form.read(data.replace("windows-1250", "UTF-8").encode("windows-1250"))
    assert not wrong.bundle.units and wrong.troubles


@pytest.mark.parametrize(("head", "languages", "number"), [(b"<file", ("en", "cs"), 1), (b"<xliff", ("", ""), 2)])
def test_damaged_head_costs_no_text(head, languages, number):
    data = xliff.write(MANY).replace(head, head + b"&").replace(b"hi 7", b"&")
    read = xliff.read(data)
    assert read.bundle == Bundle(*languages, MANY.units[:7] + MANY.units[8:])
    assert (
        len(read.troubles) == number + 1 and read.troubles[-1].line == data[: data.index(b"<source>&")].count(b"\n") + 1
    )


@pytest.mark.parametrize("code", ["D800", "110000", "FFFFFFF", "x", "", "٣"])
def test_code_point_that_is_none_becomes_a_mark(code):
    read = changed(xliff, unit(), ("ahoj", f"a<cp hex='{code}'/>b"))
    assert one(read).target == "a\ufffdb" and not read.troubles


def test_numbers_of_other_writers_are_read_in_po():
    data = po.write(bundle(unit())).replace(b'"ahoj"', rb'"\x41\101\q\303\241\377"')
    assert one(po.read(data)).target == "AA\\q\u00e1\ufffd"


@pytest.mark.parametrize("name", ["martian", "base64", "punycode", "utf-16", "utf-7", "EUC-JP"])
def test_charset_that_is_no_plain_one_is_taken_for_utf_8(name):
    data = po.write(bundle(unit("čau"))).replace(b"UTF-8", name.encode())
    assert one(po.read(data)).target == "čau"


@both
def test_byte_order_mark_beats_the_charset_that_is_named(form):
    data = form.write(bundle(unit("čau"))).replace(b"UTF-8", b"utf-8" if form is xliff else b"windows-1250")
    assert one(form.read(b"\xef\xbb\xbf" + data)).target == "čau"


@pytest.mark.parametrize("before", ['msgid "x"\n', 'msgctxt "x"\nmsgid "x"\nmsgid_plural "y"\nmsgstr[0] "z"\n\n'])
def test_entry_out_of_order_is_told(before):
    data = po.write(bundle(unit(key="b/1"))) + (before + 'msgctxt "a/1"\nmsgid "a"\nmsgid "b"\nmsgstr "c"\n').encode()
    read = po.read(data)
    assert one(read) == unit(key="b/1") and set(reasons(read)) == {"The file is damaged here."}


def test_second_header_is_no_header():
    read = po.read(po.write(bundle(unit())) + b'\nmsgid ""\nmsgstr "Language: uk\\n"\n')
    assert read.bundle == bundle(unit()) and len(read.troubles) == 1


def test_stray_line_costs_no_entry():
    read = po.read(po.write(bundle(unit())).replace(b"#. mosty-state", b'"stray"\n#. mosty-state'))
    assert one(read) == unit() and reasons(read) == ["The file is damaged here."]


def test_entries_without_blank_lines_between_them_are_read():
    texts = [unit(key=f"k/{number}") for number in range(3)]
    dense = po.write(bundle(*texts)).replace(b"\n\n", b"\r\n") + b'msgid "x"\nmsgstr "y"\n'
    read = po.read(dense)
    assert read.bundle == bundle(*texts)
    assert reasons(read) == ["This text has no key, so nobody knows where it belongs."]


def test_text_set_aside_is_told_once():
    read = po.read(po.write(bundle(unit())) + b'\n#. mosty-state: human\n#~ msgctxt "a"\n#~ msgid "b"\n#~ msgstr "c"\n')
    assert one(read) == unit() and reasons(read) == ["The file sets this text aside as no longer used."]


@both
@settings(max_examples=300, deadline=None)
@given(edits=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=6)), max_size=5))
def test_no_damage_raises(form, edits):
    data = form.write(Bundle("en", "cs", MANY.units[:3]))
    for place, length, junk in edits:
        at = int(place * len(data))
        data = data[:at] + junk + data[at + length :]
    read = form.read(data)
    assert all(isinstance(trouble.reason, str) for trouble in read.troubles)
