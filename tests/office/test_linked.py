"""Open data: linked data that other catalogues can read, files for everybody, pages for search engines."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import rdflib
from django.test import Client
from pyshacl import validate

from yichuang.office.catalogue import exchange, linked, reads

pytestmark = pytest.mark.django_db
SHAPES = Path(__file__).resolve().parents[3] / "shared/conformance/cpsv-ap/cpsv-ap-SHACL.ttl"
BASE = "https://example.com"
SERVICE = rdflib.URIRef("http://purl.org/vocab/cpsv#PublicService")


def many(count: int) -> list[reads.Guide]:
    """So many guides: those of the sample, again under codes and words of their own."""
    guides = reads.listing()
    return [
        dataclasses.replace(
            guide,
            code=f"{guide.code}-{turn}",
            content={
                **guide.content,
                "name": f"{guide.name}（{turn}）",
                "implementation_code": f"{turn:04d}{guide.code}",
            },
        )
        for turn in range(-(-count // len(guides)))
        for guide in guides
    ][:count]


@pytest.mark.skipif(
    not SHAPES.exists(), reason="the CPSV-AP shapes are not ours and lie outside this repository"
)
def test_a_thousand_matters_pass_the_shapes_of_cpsv_ap() -> None:
    data = rdflib.Graph().parse(data="".join(linked.turtle(many(1000), BASE)), format="turtle")
    assert len(set(data.subjects(rdflib.RDF.type, SERVICE))) == 1000
    conforms, _, said = validate(data, shacl_graph=str(SHAPES), inference="none")
    assert conforms, said[:3000]


@pytest.mark.skipif(
    not SHAPES.exists(), reason="the CPSV-AP shapes are not ours and lie outside this repository"
)
def test_the_shapes_see_a_missing_authority() -> None:
    text = re.sub(r" ;\n  cv:hasCompetentAuthority <[^>]*>", "", "".join(linked.turtle(many(1), BASE)))
    assert not validate(rdflib.Graph().parse(data=text, format="turtle"), shacl_graph=str(SHAPES))[0]


def test_texts_with_quotes_and_lines_stay_texts() -> None:
    (guide,) = many(1)
    odd = dataclasses.replace(guide, content={**guide.content, "plain": '他说"行"\\\n<b>'})
    data = rdflib.Graph().parse(data="".join(linked.turtle([odd], BASE)), format="turtle")
    said = {str(value) for value in data.objects(None, rdflib.DCTERMS.description)}
    assert '他说"行"\\\n<b>' in said


def test_the_guide_page_speaks_schema_org(client: Client) -> None:
    text = client.get("/matters/food-business/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    plain = json.loads(found[1])
    assert plain["@type"] == "GovernmentService" and plain["name"] == "食品经营许可"


def test_the_files_hold_every_matter_in_force(client: Client) -> None:
    codes = {guide.code for guide in reads.listing()}
    assert {one["code"] for one in json.loads(client.get("/open/matters.json").content)} == codes
    rows = list(csv.DictReader(io.StringIO(client.get("/open/matters.csv").content.decode("utf-8-sig"))))
    assert {row["业务码"] for row in rows} == codes
    found = exchange.read(client.get("/open/matters.xlsx").content)
    assert not found.errors and {one["code"] for one in found.contents} == codes
    data = rdflib.Graph().parse(data=client.get("/open/matters.ttl").content, format="turtle")
    assert len(set(data.subjects(rdflib.RDF.type, SERVICE))) == len(codes)
    assert client.get("/open/matters.exe").status_code == 404
    assert "CC BY 4.0" in client.get("/open/").content.decode()


def test_search_engines_are_told_what_is_public(client: Client) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [one.text or "" for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    own = [place for place in places if "/matters/" not in place or place.endswith("/matters/")]
    assert len(places) == len(reads.listing()) + len(own)
    assert any(place.endswith("/matters/food-business/") for place in places)
    for place in own:
        assert client.get(urlsplit(place).path).status_code == 200, place
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in robots and "Sitemap: " in robots
