"""Every reason and flag of an import: a stable code and a sentence for the reader."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mosty.base.errors import Reason

# Why a row or a sheet was not taken.
REFUSALS: dict[str, str | Promise] = {
    "no_organisation": _("The row does not say which host offers it."),
    "no_title": _("The row does not say what it is about."),
    "heading": _("This is a heading inside the table, not an offer."),
    "total": _("This is a row of totals, not an offer."),
    "legend": _("This is a note or a legend, not an offer."),
    "repeated_header": _("This row repeats the heading of the table."),
    "id_used_twice": _("Another row of this table has the same id."),
    "host_refused": _("The host is refused or suspended here."),
    "row_failed": _("The row could not be stored. The others are not affected."),
    "sheet_empty": _("The sheet is empty."),
    "sheet_archive": _("The sheet is called an archive."),
    "sheet_code_list": _("The sheet is a list of codes, not of offers."),
    "sheet_hidden": _("The sheet is hidden."),
    "sheet_no_offers": _("The sheet has no columns that look like offers."),
}
# Why nothing could be read at all.
UNREADABLE: dict[str, str | Promise] = {
    "too_big": _("The file is larger than %(limit)s MB."),
    "too_big_unpacked": _("The file unpacks to more than %(limit)s MB."),
    "too_many_rows": _("The table has more than %(limit)s rows."),
    "not_text": _("This is not a text table."),
    "not_a_workbook": _("This is not an XLSX workbook, or it is damaged."),
    "no_such_format": _("This format is not known. Known formats: %(formats)s."),
    "no_such_file": _("There is no such file, or it may not be read."),
    "not_fetched": _("The address did not answer with a table (%(problem)s)."),
    "no_offers": _("No sheet of the table looks like offers. Say which column is what."),
    "source_paused": _("This source is paused."),
    "table_gone": _("The uploaded table is no longer kept. Upload it again."),
}
# What a person should look at in a row that was taken.
FLAGS: dict[str, str | Promise] = {
    "language_not_stated": _("Nobody has said which language is needed. Ask the host."),
    "language_unclear": _("These words about language were not understood."),
    "language_unsure": _("The language need was read with doubt."),
    "language_contradiction": _("The row says two different things about one language."),
    "level_not_stated": _("The language is needed, but no level is stated. A1 stands there until the host says more."),
    "when_unclear": _("These words about time were not understood."),
    "when_unsure": _("The time was read with doubt."),
    "date_unclear": _("This date was not understood."),
    "dates_over": _("The dates of this row are in the past."),
    "hours_without_period": _("Hours are stated, but not how often."),
    "place_unclear": _("This place was not recognised."),
    "place_outside": _("The place is outside the city's districts."),
    "several_districts": _("Several districts are named. The first one is used for the map."),
    "age_unclear": _("The age was not understood."),
    "age_unsure": _("Two ages are named. The first one is used."),
    "record_unclear": _("It is not clear whether a criminal record extract is asked for."),
    "activity_unclear": _("No activity was recognised. Choose one."),
    "audience_unclear": _("It is not clear who is helped."),
    "cause_unclear": _("The cause was not recognised."),
    "contact_unclear": _("No e-mail, phone or address was found in the contact."),
    "link_unclear": _("This is not a web address."),
    "title_from_description": _("There was no title. The beginning of the description stands there."),
    "title_long": _("The title is longer than 80 characters."),
    "description_short": _("The description is very short."),
    "text_very_long": _("The text is very long. Shorten it."),
    "lost_letters": _("Letters were lost when this table was saved; question marks stand for them."),
    "formula_value": _("A formula stood here. Only the value it last showed was read."),
    "merged_cell": _("The value comes from a merged cell."),
    "hidden_column": _("This column is hidden in the table."),
    "cell_comment": _("The cell has a comment."),
    "row_shifted": _(
        "The row has more cells than the others. Its cells may stand in wrong columns. It was not published."
    ),
    "cell_without_heading": _("A cell stands outside the columns that have a heading."),
    "coloured_row": _("The row is coloured. The table's legend may say why."),
    "no_longer_looking": _("The table says that nobody is looked for any more. It was not published."),
    "organisation_matched": _("The host was recognised under another spelling."),
    "organisation_new": _("The host is new here and not yet checked."),
    "organisation_from_website": _("The cell of the host was empty. It was taken from a row with the same website."),
    "organisation_from_above": _("The cell of the host was empty. It was taken from the row above."),
    "merged_row": _("Another row about the same offer was merged into this one."),
    "contradiction": _("A merged row says something else here."),
    "possible_duplicate": _("This may be the same offer as another one."),
    "edited_here": _("The source changed a value that somebody had edited here. The source's value was taken."),
    "not_published": _("It could not be published at once."),
}
SENTENCES = {**REFUSALS, **UNREADABLE, **FLAGS}


def sentence(code: str) -> str | Promise:
    """The sentence of a code; the code itself if it is none of ours."""
    return SENTENCES.get(code, code)


def reason(code: str, **detail: object) -> Reason:
    """A `Reason` with placeholders filled."""
    words = sentence(code)
    return Reason(code, words % detail if detail and "%(" in str(words) else words, "", dict(detail))
