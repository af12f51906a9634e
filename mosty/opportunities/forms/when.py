"""When: repeating times, single dates, or parts of the day by agreement."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.db import transaction
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from mosty.base.clock import now, today
from mosty.city.queries import city
from mosty.opportunities import actions
from mosty.opportunities.forms.step import NO_CHOICE, StepForm
from mosty.opportunities.models import Opportunity, Series, Session
from mosty.opportunities.rules.sentences import day_part_name
from mosty.opportunities.rules.times import DAY_PARTS

ROWS, DATES = 2, 4
LONGEST_NIGHT = 12 * 60  # minutes
FAR_YEARS = 20
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = [(code, WEEKDAYS[number]) for number, code in enumerate(DAY_CODES)]
RHYTHMS = [
    ("1", _("every week")),
    ("2", _("every 2 weeks")),
    ("3", _("every 3 weeks")),
    ("4", _("every 4 weeks")),
    ("m1", _("the first one of the month")),
    ("m2", _("the second one of the month")),
    ("m3", _("the third one of the month")),
    ("m4", _("the fourth one of the month")),
    ("m-1", _("the last one of the month")),
]
DURATIONS = [
    ("", _("no matter how long")),
    ("P1M", _("at least one month")),
    ("P3M", _("at least three months")),
    ("P6M", _("at least half a year")),
    ("P1Y", _("at least one year")),
]
SERIES_COLUMNS = (
    "rrule",
    "start_on",
    "start_time",
    "end_time",
    "until",
    "exdates",
    "schedule_timezone",
    "weeks_in_advance",
    "maximum_capacity",
)


def rule_of(days: list[str], rhythm: str) -> str:
    """RFC 5545 for these weekdays in this rhythm: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "FREQ=MONTHLY;BYDAY=-1SA"."""
    if rhythm.startswith("m"):
        return "FREQ=MONTHLY;BYDAY=" + ",".join(rhythm[1:] + day for day in days)
    every = "" if rhythm == "1" else f"INTERVAL={rhythm};"
    return f"FREQ=WEEKLY;{every}BYDAY={','.join(days)}"


def parts_of_rule(rrule: str) -> tuple[list[str], str] | None:
    """The weekdays and the rhythm of a rule that `rule_of` could have made; None for any other rule."""
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    days = parts.get("BYDAY", "").split(",")
    marks = {day[:-2] for day in days}
    rhythm = parts.get("INTERVAL", "1") if parts.get("FREQ") == "WEEKLY" else "m" + "".join(marks)
    codes = [day[-2:] for day in days]
    known = rhythm in dict(RHYTHMS) and set(codes) <= set(DAY_CODES) and len(marks) == 1
    return (codes, rhythm) if known and len(parts) <= 3 and not set(parts) - {"FREQ", "INTERVAL", "BYDAY"} else None


class WhenForm(StepForm):
    """Set dates (two repeating times, four single ones), or parts of the day by agreement; how much time it takes."""

    schedule_type = forms.ChoiceField(choices=Opportunity.Schedule.choices, widget=forms.RadioSelect, label=_("When?"))
    day_parts = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label=_("By agreement: which times are possible?")
    )
    commitment_hours = forms.DecimalField(
        required=False, min_value=0, max_value=999, decimal_places=2, label=_("How many hours does it take?")
    )
    commitment_period = forms.ChoiceField(
        choices=[NO_CHOICE, *Opportunity.Period.choices], required=False, label=_("Hours for")
    )
    minimum_duration = forms.ChoiceField(choices=DURATIONS, required=False, label=_("For how long should people stay?"))
    folded = ("minimum_duration",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("day_parts", [(code, day_part_name(code, self.language)) for code in DAY_PARTS])
        if self.opportunity.minimum_duration not in dict(DURATIONS):
            self.choose("minimum_duration", [*DURATIONS, (self.opportunity.minimum_duration,) * 2])
        clock = {"type": "time"}
        for row in range(1, ROWS + 1):
            self.fields[f"days_{row}"] = forms.MultipleChoiceField(
                choices=DAY_NAMES, required=False, widget=forms.CheckboxSelectMultiple, label=_("On these days")
            )
            self.fields[f"start_{row}"] = _time(_("From"), clock)
            self.fields[f"end_{row}"] = _time(_("To"), clock)
            self.fields[f"rhythm_{row}"] = forms.ChoiceField(choices=RHYTHMS, required=False, label=_("How often"))
            self.fields[f"first_{row}"] = _date(_("First day"))
            self.fields[f"until_{row}"] = _date(_("Last day"))
        for row in range(1, DATES + 1):
            self.fields[f"date_{row}"] = _date(_("Date"))
            self.fields[f"date_start_{row}"] = _time(_("From"), clock)
            self.fields[f"date_end_{row}"] = _time(_("To"), clock)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("commitment_hours", "commitment_period")]

    @property
    def series_rows(self) -> list[list[forms.BoundField]]:
        parts = ("days", "start", "end", "rhythm", "first", "until")
        return [[self[f"{part}_{row}"] for part in parts] for row in range(1, ROWS + 1)]

    @property
    def date_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"{part}_{row}"] for part in ("date", "date_start", "date_end")] for row in range(1, DATES + 1)]

    @property
    def kept_series(self) -> list[Series]:
        """Repeating times this form cannot show; they stay as they are."""
        return _sorted_series(self.opportunity)[1]

    def initial_of(self, opportunity: Opportunity) -> dict[str, Any]:
        columns = ("schedule_type", "day_parts", "commitment_hours", "commitment_period", "minimum_duration")
        found: dict[str, Any] = {column: getattr(opportunity, column) for column in columns}
        if opportunity.commitment_hours is not None:
            found["commitment_hours"] = Decimal(f"{opportunity.commitment_hours.normalize():f}")  # "3", not "3.00"
        for number, series in enumerate(_sorted_series(opportunity)[0], start=1):
            days, rhythm = parts_of_rule(series.rrule) or ([], "1")
            found |= {f"days_{number}": days, f"rhythm_{number}": rhythm, f"first_{number}": series.start_on}
            found |= {
                f"start_{number}": series.start_time,
                f"end_{number}": series.end_time,
                f"until_{number}": series.until,
            }
        for number, session in enumerate(_single_dates(opportunity)[:DATES], start=1):
            start = session.start_date.astimezone(city().time_zone)
            end = session.end_date.astimezone(city().time_zone) if session.end_date else None
            found |= {
                f"date_{number}": start.date(),
                f"date_start_{number}": start.time(),
                f"date_end_{number}": end and end.time(),
            }
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in range(1, ROWS + 1):
            if data.get(f"days_{row}") and not data.get(f"start_{row}"):
                self.add_error(f"start_{row}", _("Write when it starts."))
            if data.get(f"start_{row}") and not data.get(f"days_{row}"):
                self.add_error(f"days_{row}", _("Choose the days."))
            self._check_end(f"start_{row}", f"end_{row}")
        for row in range(1, DATES + 1):
            if data.get(f"date_{row}") and not data.get(f"date_start_{row}"):
                self.add_error(f"date_start_{row}", _("Write when it starts."))
            self._check_end(f"date_start_{row}", f"date_end_{row}")
        if data.get("commitment_hours") and not data.get("commitment_period"):
            self.add_error("commitment_period", _("Choose: a week, a month, once?"))
        return data

    def _check_end(self, start: str, end: str) -> None:
        """An end before the start is a slip, unless it is a night: 20:00 to 2:00."""
        begins, ends = self.cleaned_data.get(start), self.cleaned_data.get(end)
        if begins is None or ends is None:
            return
        minutes = (ends.hour * 60 + ends.minute - begins.hour * 60 - begins.minute) % (24 * 60)
        if ends <= begins and not 0 < minutes <= LONGEST_NIGHT:
            self.add_error(end, _("The end is not after the start."))

    @transaction.atomic
    def write(self, by: object | None) -> None:
        data = self.cleaned_data
        columns = ("schedule_type", "day_parts", "commitment_hours", "commitment_period", "minimum_duration")
        actions.change(opportunity=self.opportunity, by=by, **{column: data[column] for column in columns})
        # The dates are made anew only when somebody touched them: people may already hold places on them.
        if any(
            name.split("_")[0] in ("days", "start", "end", "rhythm", "first", "until", "date")
            for name in self.changed_data
        ):
            actions.set_times(opportunity=self.opportunity, by=by, series=self._series(), dates=self._dates())

    def _series(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        shown, kept = _sorted_series(self.opportunity)
        rows = [{column: getattr(series, column) for column in SERIES_COLUMNS} for series in kept]
        for row in range(1, ROWS + 1):
            if not data[f"days_{row}"]:
                continue
            before = {column: getattr(shown[row - 1], column) for column in SERIES_COLUMNS} if row <= len(shown) else {}
            new = {
                "rrule": rule_of(data[f"days_{row}"], data[f"rhythm_{row}"] or "1"),
                "start_on": data[f"first_{row}"] or today(city().time_zone),
                "start_time": data[f"start_{row}"],
                "end_time": data[f"end_{row}"],
                "until": data[f"until_{row}"],
                "schedule_timezone": city().time_zone_name,
            }
            rows.append({**before, **new})
        return rows

    def _dates(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        rows = [
            {
                "start_date": session.start_date,
                "end_date": session.end_date,
                "maximum_capacity": session.maximum_capacity,
            }
            for session in _single_dates(self.opportunity)[DATES:]
        ]
        for row in range(1, DATES + 1):
            if data[f"date_{row}"]:
                start = _moment(data[f"date_{row}"], data[f"date_start_{row}"])
                end = _moment(data[f"date_{row}"], data[f"date_end_{row}"]) if data[f"date_end_{row}"] else None
                rows.append(
                    {"start_date": start, "end_date": end + dt.timedelta(days=1) if end and end <= start else end}
                )
        return rows


def _time(label: Any, attrs: dict[str, str]) -> forms.TimeField:
    return forms.TimeField(required=False, widget=forms.TimeInput(attrs=attrs, format="%H:%M"), label=label)


def _date(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, widget=widget, label=label, validators=[_near])


def _near(day: dt.date) -> None:
    """A year typed wrong (0206, 20026) would be a date that no calendar reaches."""
    if abs(day.year - today(city().time_zone).year) > FAR_YEARS:
        raise forms.ValidationError(_("Look at the year again."))


def _moment(date: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(date, time, city().time_zone).astimezone(dt.UTC)


def _sorted_series(opportunity: Opportunity) -> tuple[list[Series], list[Series]]:
    """Those the form can show, and the rest."""
    rows = sorted(opportunity.series.all(), key=lambda series: series.pk)
    plain = [series for series in rows if parts_of_rule(series.rrule)][:ROWS]
    return plain, [series for series in rows if series not in plain]


def _single_dates(opportunity: Opportunity) -> list[Session]:
    """Coming dates that no series has made, soonest first."""
    moment = now()
    rows = [row for row in opportunity.sessions.all() if row.series_id is None and row.start_date >= moment]
    scheduled = [row for row in rows if row.event_status == Session.EventStatus.SCHEDULED]
    return sorted(scheduled, key=lambda session: session.start_date)
