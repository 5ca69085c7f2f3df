"""Guides as linked data: CPSV-AP 3.2.0 in Turtle for other catalogues, schema.org for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from yichuang.law.catalogue.journey import workdays
from yichuang.office.catalogue import editions
from yichuang.office.catalogue.gate import choices, resolved, schema
from yichuang.office.catalogue.reads import Guide

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CHINESE = "<http://publications.europa.eu/resource/authority/language/ZHO>"
_CHANNELS = dict(choices(resolved(schema()["properties"]["channels"]["items"])))
_SUBJECTS = dict(choices(resolved(schema()["properties"]["subjects"]["items"])))
Node = tuple[str, str, list[tuple[str, str]]]
"""A subject, its class, its predicates and objects, all as Turtle writes them."""


def _said(text: str) -> str:
    """A text in Chinese."""
    return json.dumps(text, ensure_ascii=False) + "@zh-Hans"


def _plain(text: str, kind: str = "") -> str:
    return json.dumps(text, ensure_ascii=False) + (f"^^xsd:{kind}" if kind else "")


class _Names:
    """Addresses under which this catalogue speaks of things."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")

    def of(self, *parts: str) -> str:
        """The address of a thing; whatever cannot stand in one is written by its number."""
        words = (
            "".join(c if c.isascii() and (c.isalnum() or c in "-._") else f"{ord(c):x}" for c in part)
            for part in parts
        )
        return f"<{self.base}/id/{'/'.join(words)}>"

    def concept(self, scheme: str, label: str) -> tuple[str, Node]:
        """A term of one of our own lists."""
        name = self.of(scheme, label)
        return name, (name, "skos:Concept", [("skos:prefLabel", _said(label))])


def _body(guide: Guide, names: _Names) -> list[Node]:
    body = guide.body
    place = names.of("region", body.region)
    return [
        (
            names.of("body", body.code),
            "cv:PublicOrganisation",
            [
                ("skos:prefLabel", _said(body.name)),
                ("dct:identifier", _plain(body.uscc or body.code)),
                ("dct:title", _said(body.name)),
                ("dct:spatial", place),
            ],
        ),
        (place, "dct:Location", [("dct:identifier", _plain(body.region))]),
    ]


def _service(guide: Guide, names: _Names) -> Iterator[Node]:
    """The service itself and everything it alone points to."""
    c, code = guide.content, guide.code
    own = names.of("service", code)
    lines: list[tuple[str, str]] = [
        ("dct:identifier", _plain(c["implementation_code"])),
        ("dct:title", _said(c["name"])),
        ("dct:description", _said(c["plain"])),
        ("cv:hasCompetentAuthority", names.of("body", guide.body.code)),
        ("dct:spatial", names.of("region", guide.body.region)),
        ("dct:language", CHINESE),
        ("cv:processingTime", _plain(f"P{0 if c['handling'] == 'immediate' else workdays(c)}D", "duration")),
        *(("dcat:keyword", _said(word)) for word in c["synonyms"]),
    ]
    for scheme, predicate, labels in (
        ("theme", "cv:thematicArea", c["themes"]),
        ("subject", "dct:audience", [_SUBJECTS[one] for one in c["subjects"]]),
    ):
        for label in labels:
            name, node = names.concept(scheme, label)
            lines.append((predicate, name))
            yield node
    for event in c["life_events"]:
        name = names.of("event", event)
        lines.append(("cv:isGroupedBy", name))
        yield name, "cv:LifeEvent, cv:Event", [("dct:identifier", _plain(event)), ("dct:title", _said(event))]
    for predicate, node in _parts(guide, names):
        lines.append((predicate, node[0]))
        yield node
    yield own, "cpsv:PublicService", lines


def _parts(guide: Guide, names: _Names) -> Iterator[tuple[str, Node]]:
    """Rules, laws, materials, channels, cost, result and contact, each with the predicate that leads to it."""
    c, code = guide.content, guide.code
    for n, plain in enumerate(c["basis"]):
        cite = editions.cite(plain)
        law = (
            names.of("law", plain["statute"], plain["article"]),
            "eli:LegalResource",
            [("dct:title", _said(cite.text))],
        )
        yield "cv:hasLegalResource", law
        rule = [
            ("dct:identifier", _plain(f"{code}-rule-{n}")),
            ("dct:title", _said(cite.text)),
            ("dct:description", _said(plain["says"])),
            ("dct:language", CHINESE),
            ("cpsv:implements", law[0]),
        ]
        yield "cpsv:follows", (names.of("rule", code, str(n)), "cpsv:Rule", rule)
    for n, condition in enumerate(c["conditions"]):
        asked = [("dct:identifier", _plain(f"{code}-requirement-{n}")), ("dct:title", _said(condition))]
        yield "cv:holdsRequirement", (names.of("requirement", code, str(n)), "cv:Requirement", asked)
    yield from _evidence(guide, names)
    for channel in c["channels"]:
        way = [
            ("dct:identifier", _plain(f"{code}-{channel}")),
            ("dct:description", _said(_CHANNELS[channel])),
        ]
        yield "cv:hasChannel", (names.of("channel", code, channel), "cv:Channel", way)
    free = not c["fee"]["charged"]
    cost = [
        ("dct:identifier", _plain(f"{code}-cost")),
        ("dct:description", _said("不收费" if free else c["fee"]["standard"])),
    ]
    cost += [("cv:hasValue", _plain("0", "double"))] if free else []
    yield "cv:hasCost", (names.of("cost", code), "cv:Cost", cost)
    result = [
        ("dct:identifier", _plain(f"{code}-result")),
        ("dct:title", _said(c["result"]["name"])),
        ("dct:language", CHINESE),
    ]
    yield "cpsv:produces", (names.of("result", code), "cv:Output", result)
    reached = [("cv:telephone", _plain(guide.body.phone))] if guide.body.phone else []
    yield "cv:contactPoint", (names.of("contact", guide.body.code), "cv:ContactPoint", reached)


def _evidence(guide: Guide, names: _Names) -> Iterator[tuple[str, Node]]:
    """The materials."""
    code = guide.code
    for material in guide.content["materials"]:
        named = [
            ("dct:identifier", _plain(f"{code}-{material['code']}")),
            ("dct:title", _said(material["name"])),
            ("dct:description", _said(material["why"])),
            ("dct:language", CHINESE),
        ]
        yield "cpsv:hasInput", (names.of("evidence", code, material["code"]), "cv:Evidence", named)


def turtle(guides: Iterable[Guide], base: str) -> Iterator[str]:
    """The guides in Turtle, piece by piece; what many share is written once."""
    names = _Names(base)
    yield "".join(f"@prefix {short}: <{long}> .\n" for short, long in PREFIXES.items())
    yield f"\n{CHINESE} a dct:LinguisticSystem .\n"
    written: set[str] = set()
    for guide in guides:
        for subject, kind, lines in (*_body(guide, names), *_service(guide, names)):
            if subject not in written:
                written.add(subject)
                yield (
                    f"\n{subject} a {kind}"
                    + "".join(f" ;\n  {predicate} {thing}" for predicate, thing in lines)
                    + " .\n"
                )


def schema_org(guide: Guide, base: str) -> str:
    """One guide as schema.org JSON-LD, safe inside a page."""
    c, body = guide.content, guide.body
    plain: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": f"{base}/matters/{guide.code}/",
        "name": c["name"],
        "description": c["plain"],
        "identifier": c["implementation_code"],
        "serviceType": c["themes"],
        "audience": [{"@type": "Audience", "audienceType": _SUBJECTS[one]} for one in c["subjects"]],
        "provider": {
            "@type": "GovernmentOrganization",
            "name": body.name,
            "telephone": body.phone,
            "address": body.address,
        },
        "serviceOutput": {"@type": "GovernmentPermit", "name": c["result"]["name"]},
        "availableChannel": [{"@type": "ServiceChannel", "name": _CHANNELS[one]} for one in c["channels"]],
        "inLanguage": "zh-Hans",
    }
    return json.dumps(plain, ensure_ascii=False).replace("<", "\\u003c")
