"""A city full of made-up listings, the same ones for the same seed whatever the database, and of the same moment for a day:
the index of one database then fits the other, whose records tell when their listing was changed.

Import it after `django.setup()`.
"""

import datetime as dt
import itertools
import random

from django.core.management import call_command
from django.db import transaction

from mosty.base.clock import now
from mosty.city.models import District, Place, Topic
from mosty.opportunities.models import SUBJECT, TEMPLATE_SUBJECT, LanguageRequirement, Opportunity
from mosty.organisations.models import SUBJECT as HOST
from mosty.organisations.models import Organisation
from mosty.translations.models import Text
from mosty.translations.rules import fingerprint

SEED = 11
HOSTS = 400
BATCH = 2_000
LEVELS = ("", "none", "a1", "a2", "a2", "b1", "b2")
PARTS = [
    f"{day}{part}"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for part in ("Morning", "Afternoon", "Evening")
]


def fill(count: int) -> None:
    """Write `count` published listings of 400 hosts into the empty database that Django is set up for.

    Words come from the ready-made texts and the descriptions of topics, shuffled; every facet is filled.
    """

    call_command("load_city", verbosity=0)
    draw = random.Random(SEED)
    districts = list(District.objects.order_by("pk"))
    topics: dict[str, list[Topic]] = {}
    for topic in Topic.objects.order_by("pk"):
        topics.setdefault(topic.group, []).append(topic)
    sentences = _sentences()
    hosts = _hosts(draw, districts)
    for start in range(0, count, BATCH):
        _batch(draw, range(start, min(count, start + BATCH)), hosts, districts, topics, sentences)


def _sentences() -> dict[str, list[str]]:

    found: dict[str, list[str]] = {"cs": [], "en": [], "uk": []}
    for row in Text.objects.filter(subject=TEMPLATE_SUBJECT, language__in=found).order_by(
        "subject_id", "field", "language"
    ):
        found[row.language] += [part.strip() for part in row.words.replace("\n", " ").split(".") if len(part) > 12]
    return found


def _hosts(draw: random.Random, districts: list[District]) -> list[Organisation]:

    rows = [
        Organisation(
            public_id=f"h{number:09d}",
            name=f"Hostitel {number}",
            source_language="cs",
            contact_language="cs",
            district=draw.choice(districts),
            verification_status="verified",
        )
        for number in range(HOSTS)
    ]
    Organisation.objects.bulk_create(rows)
    Organisation.objects.update(modified=_midnight())
    found = list(Organisation.objects.order_by("pk"))
    _texts([(HOST, row.pk, "name", "cs", row.name) for row in found])
    return found


def _midnight() -> dt.datetime:
    return dt.datetime.combine(now().date(), dt.time(), dt.UTC)


def _texts(rows: list[tuple[str, int, str, str, str]]) -> None:

    moment = now()
    Text.objects.bulk_create(
        [
            Text(
                subject=subject,
                subject_id=pk,
                field=field,
                language=language,
                words=words,
                state="original" if language == "cs" else "human",
                source_fingerprint=fingerprint(words),
                changed_at=moment,
            )
            for subject, pk, field, language, words in rows
        ],
        batch_size=500,
    )


def _batch(
    draw: random.Random,
    numbers: range,
    hosts: list[Organisation],
    districts: list[District],
    topics: dict[str, list[Topic]],
    sentences: dict[str, list[str]],
) -> None:

    moment = now()
    day = moment.date()
    with transaction.atomic():
        places = Place.objects.bulk_create(_place(draw, districts) for _ in numbers)
        rows = Opportunity.objects.bulk_create(
            Opportunity(
                public_id=f"b{number:09d}",
                organisation=draw.choice(hosts),
                kind="meet" if draw.random() < 0.2 else "help",
                status="published",
                source_language="cs",
                place=place,
                attendance_mode=draw.choice(("offline", "offline", "offline", "mixed", "online")),
                day_parts=sorted(draw.sample(PARTS, k=3)),
                commitment_hours=draw.choice((1, 2, 3, 4)),
                commitment_period=draw.choice(("once", "week", "week", "month")),
                are_papers_stated=draw.random() < 0.5,
                team_languages=draw.sample(["cs", "en", "uk", "ru", "vi"], k=2),
                suits=["individuals"],
                minimum_age=draw.choice((None, 15, 18)),
                date_posted=day - dt.timedelta(days=draw.randrange(50)),
                assured_date=day,
                published_at=moment,
                modified=_midnight() - dt.timedelta(minutes=number % 50_000),
            )
            for number, place in zip(numbers, places, strict=True)
        )
        pks = dict(Opportunity.objects.filter(public_id__gte=f"b{numbers[0]:09d}").values_list("public_id", "pk"))
        links, needs, texts = [], [], []
        for row in rows:
            pk = pks[row.public_id]
            chosen = {draw.choice(topics["cause"]), *draw.sample(topics["activity"], k=2)}
            chosen |= {draw.choice(topics["audience"]), draw.choice(topics["reward"])}
            links += [Opportunity.topics.through(opportunity_id=pk, topic_id=topic.pk) for topic in chosen]
            needs += _needs(draw, pk)
            texts += [(SUBJECT, pk, *words) for words in _words(draw, sentences)]
        Opportunity.topics.through.objects.bulk_create(links, batch_size=2_000)
        LanguageRequirement.objects.bulk_create(needs, batch_size=1_000)
        _texts(texts)


def _needs(draw: random.Random, pk: int) -> list[LanguageRequirement]:
    level = draw.choice(LEVELS)
    kind = "not_needed" if level == "none" else "required"
    row = LanguageRequirement(
        opportunity_id=pk, languages=["cs"], requirement_type=kind, minimum_level=level, purpose=[]
    )
    return [row] if level else []


def _place(draw: random.Random, districts: list[District]) -> Place:

    district = draw.choice(districts)
    return Place(
        name=f"Dům {draw.randrange(2_000)}",
        street_address=f"Ulice {draw.randrange(900)}",
        district=district,
        latitude=district.latitude + draw.uniform(-0.01, 0.01),
        longitude=district.longitude + draw.uniform(-0.01, 0.01),
    )


def _words(draw: random.Random, sentences: dict[str, list[str]]) -> list[tuple[str, str, str]]:
    """(field, language, words): Czech always, English in half of the listings, Ukrainian in a quarter."""
    languages = ["cs", *(["en"] if draw.random() < 0.5 else []), *(["uk"] if draw.random() < 0.25 else [])]
    found = []
    for language in languages:
        pieces = itertools.cycle(draw.sample(sentences[language], k=5))
        found += [
            ("title", language, next(pieces)[:80]),
            ("summary", language, next(pieces)[:180]),
            ("description", language, ". ".join(next(pieces) for _ in range(3)) + "."),
        ]
    return found
