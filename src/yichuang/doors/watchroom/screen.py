"""The big screen and the supervisor's desk: the same figures, one to be read from three metres, one to work with."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from yichuang.doors.parts.guards import Request, officer_only
from yichuang.doors.watchroom import drawing
from yichuang.law.mandates import Permission
from yichuang.law.words import Light
from yichuang.office.directory.models import Region
from yichuang.office.supervision import board as boards
from yichuang.office.supervision.board import Board

RECEIVED, DECIDED, LATE = "#5db1ff", "#3ecf8e", "#ff6b6b"


def context(request: Request) -> dict[str, Any]:
    """What both pages show."""
    board = boards.board(request.standing, request.now)
    return {
        "board": board,
        "map": drawing.area_map(_areas(board)),
        "trend": drawing.trend([("收到", RECEIVED, board.trend("received")), ("办结", DECIDED, board.trend("decided")), ("超期办结", LATE, board.trend("late"))]),
        "lines": [_line(board, body, lights) for body, lights in _worst_first(board)],
        "queues": [(state, board.queues.get(state, 0)) for state in boards.QUEUES],
        "red": board.lights[Light.RED],
        "yellow": board.lights[Light.YELLOW],
        "paused": board.lights[Light.PAUSED],
    }  # fmt: skip


def _areas(board: Board) -> list[drawing.Area]:
    """The map: the regions of the territory, and in each its bodies."""
    link = reverse("desk-watch-cases")
    names = dict(Region.objects.filter(code__in=board.by_region).values_list("code", "name"))
    parts: dict[str, list[drawing.Area]] = {}
    for (region, code), lights in board.by_place.items():
        name = board.bodies.get(code, code).removeprefix(names.get(region, ""))
        parts.setdefault(region, []).append(drawing.Area(f"{link}?{urlencode({'body': code})}", name, lights))
    return [
        drawing.Area(
            f"{link}?{urlencode({'region': code})}", names.get(code, code), lights, tuple(parts[code])
        )
        for code, lights in board.by_region.items()
    ]


def _worst_first(board: Board) -> list[tuple[str, Any]]:
    return sorted(
        board.by_body.items(), key=lambda pair: (-pair[1][Light.RED], -pair[1][Light.YELLOW], -sum(pair[1].values()))
    )  # fmt: skip


def _line(board: Board, body: str, lights: Any) -> dict[str, Any]:
    return {
        "code": body,
        "name": board.bodies.get(body, body),
        "open": sum(lights.values()),
        "red": lights[Light.RED],
        "yellow": lights[Light.YELLOW],
        "bar": drawing.light_bar(lights),
    }


@officer_only(Permission.SUPERVISION_READ)
def screen(request: Request) -> HttpResponse:
    """The big screen."""
    return render(request, "watchroom/screen.html", context(request))


@officer_only(Permission.SUPERVISION_READ)
def fragment(request: Request) -> HttpResponse:
    """What of the screen changes, for a screen that was told so."""
    return render(request, "watchroom/board.html", context(request))


@officer_only(Permission.SUPERVISION_READ)
def desk(request: Request) -> HttpResponse:
    """The supervisor's desk."""
    return render(request, "watchroom/desk.html", context(request))


@officer_only(Permission.SUPERVISION_READ)
def desk_fragment(request: Request) -> HttpResponse:
    """What of the desk changes."""
    return render(request, "watchroom/desk_board.html", context(request))
