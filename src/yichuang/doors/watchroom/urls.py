"""The addresses of the watchroom, all under desk/."""

from django.urls import path

from yichuang.doors.watchroom import (
    analysis,
    attempts,
    cards,
    lights,
    listing,
    rules,
    scores,
    screen,
    stream,
    then,
    trying,
)

urlpatterns = [
    path("lights/", lights.show, name="desk-lights"),
    path("lights.xlsx", lights.sheet, name="desk-lights-sheet"),
    path("watch/", screen.desk, name="desk-watch"),
    path("watch/desk/", screen.desk_fragment, name="desk-watch-desk-board"),
    path("watch/screen/", screen.screen, name="desk-watch-screen"),
    path("watch/board/", screen.fragment, name="desk-watch-board"),
    path("watch/stream", stream.show, name="desk-watch-stream"),
    path("watch/cases/", listing.show, name="desk-watch-cases"),
    path("watch/flow/", listing.flow, name="desk-watch-flow"),
    path("watch/cards/", cards.show, name="desk-watch-cards"),
    path("watch/issue/<str:number>/", cards.issue, name="desk-watch-issue"),
    path("attempts/", attempts.show, name="desk-attempts"),
    path("scores/", scores.show, name="desk-scores"),
    path("scores/<slug:code>/", scores.body, name="desk-score"),
    path("scores/<slug:code>/<slug:key>/", scores.behind, name="desk-score-cases"),
    path("cards/", cards.mine, name="desk-cards"),
    path("rules/", rules.show, name="desk-rules"),
    path("rules.yaml", rules.download, name="desk-rules-file"),
    path("rules/edit/", rules.edit, name="desk-rules-edit"),
    path("rules/adopt/", rules.adopt, name="desk-rules-adopt"),
    path("rules/trial/", trying.show, name="desk-rules-trial"),
    path("rules/new/", rules.rule, name="desk-rule-new"),
    path("rules/edit/<str:code>/", rules.rule, name="desk-rule"),
    path("analysis/", analysis.show, name="desk-analysis"),
    path("analysis/cases/", analysis.cases, name="desk-analysis-cases"),
    path("then/", then.show, name="desk-then"),
    path("then/cases/", then.cases, name="desk-then-cases"),
    path("then/case/<str:number>/", then.case, name="desk-then-case"),
]
