"""One form and one set of materials for several matters: everything is asked once and lent to each (行政许可法 26(2))."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace

from yichuang.law.cases import Case
from yichuang.law.cases import commands as c
from yichuang.law.flow import Step, Work
from yichuang.law.matters import Edition, Field, Material, Only, Question
from yichuang.law.words import MaterialForm

Children = Mapping[str, Edition]
"""The editions in force of the matters of a project, by step."""


def join(edition: Edition, children: Children) -> Edition:
    """The project's edition with all its matters ask: a question, a field, a material that several ask is asked once."""
    steps = [step for step in edition.steps if step.key in children]
    questions = _questions(edition, children, steps)
    fields = _merged(edition, ((x, step) for step in steps for x in children[step.key].fields))
    results = {child.result for child in children.values()}
    materials = {m.name: m for m in edition.materials}
    for step in steps:
        for material in children[step.key].materials:
            if material.name not in results:
                new = replace(
                    _material(material, step, children[step.key], questions), later=_later(edition, step)
                )
                old = materials.get(material.name)
                materials[material.name] = new if old is None else _either(old, new)
    leads = {stage.key: stage.lead for stage in edition.stages}
    bodies = {key: child.body for key, child in children.items()}
    return replace(
        edition,
        steps=tuple(
            replace(s, body=bodies.get(s.key) or s.body or leads.get(s.stage, edition.body))
            for s in edition.steps
        ),
        questions=tuple(questions.values()),
        fields=tuple(fields),
        materials=tuple(materials.values()),
    )


def _later(edition: Edition, step: Step) -> bool:
    """Whether a step belongs to a stage after the first: each stage has its own set of materials."""
    return bool(edition.stages) and step.stage != edition.stages[0].key


def _only(step: Step) -> Only:
    return (step.when,) if step.when else ()


def _same(question: Question) -> tuple[str, tuple[tuple[str, str], ...]]:
    return question.label, question.options


def _questions(
    edition: Edition, children: Children, steps: Iterable[Step]
) -> dict[tuple[str, tuple[tuple[str, str], ...]], Question]:
    out = {_same(question): question for question in edition.questions}
    for step in steps:
        for question in children[step.key].questions:
            old = out.get(_same(question))
            if old is None:
                later = _later(edition, step)
                out[_same(question)] = replace(
                    question, key=f"{step.key}_{question.key}", only=_only(step), later=later
                )
            else:
                only = (*old.only, *_only(step)) if old.only and step.when else ()
                later = old.later and _later(edition, step)
                out[_same(question)] = replace(old, only=only, later=later)
    return out


def _merged(edition: Edition, asked: Iterable[tuple[Field, Step]]) -> Iterable[Field]:
    out = {(x.label, x.type): x for x in edition.fields}
    for x, step in asked:
        old = out.get((x.label, x.type))
        if old is None:
            later = _later(edition, step)
            out[x.label, x.type] = replace(x, key=f"{step.key}_{x.key}", only=_only(step), later=later)
        else:
            only = (*old.only, *_only(step)) if old.only and step.when else ()
            later = old.later and _later(edition, step)
            out[x.label, x.type] = replace(old, required=old.required or x.required, only=only, later=later)
    return out.values()


def _material(
    material: Material,
    step: Step,
    child: Edition,
    questions: Mapping[tuple[str, tuple[tuple[str, str], ...]], Question],
) -> Material:
    """A matter's material as the project asks for it: its condition is put to the project's own question."""
    when = material.when
    if when is not None:
        own = next((q for q in child.questions if q.key == when[0]), None)
        when = (questions[_same(own)].key, when[1]) if own else None
    return replace(material, code=f"{step.key}-{material.code}", when=when, only=_only(step))


def _either(old: Material, new: Material) -> Material:
    """Asked by two: needed when either needs it. Two different conditions cannot be said in one; then it always is."""
    return replace(
        old,
        required=old.required or new.required,
        when=old.when if old.when == new.when else None,
        only=(*old.only, *new.only) if old.only and new.only else (),
        later=old.later and new.later,
    )


@dataclass(frozen=True, slots=True)
class Lent:
    """What the project lends to one of its matters, as the acts of an application; and what only the applicant can add."""

    commands: tuple[object, ...]
    lacking: tuple[str, ...]


def lend(
    case: Case,
    edition: Edition,
    answers: Mapping[str, str],
    child: Edition,
    results: Iterable[str],
    has: Container[str] = (),
) -> Lent:
    """The application to one matter from the application to the whole.

    `results` are those of earlier matters; `has` the materials that the matter holds already.
    """
    keys = {(x.label, x.type): x.key for x in edition.fields}
    asked = {_same(q): q.key for q in edition.questions}
    given = {x.key: answers.get(keys.get((x.label, x.type), ""), "") for x in child.fields}
    situation = {
        q.key: case.situation[asked[_same(q)]]
        for q in child.questions
        if asked.get(_same(q)) in case.situation
    }
    held = {material.name: case.materials.get(material.code) for material in edition.materials}
    commands: list[object] = [c.FillForm(answers=given, situation=situation)]
    lacking = [q.label for q in child.questions if q.key not in situation]
    lacking += [x.label for x in child.fields if x.required and not given[x.key]]
    for material in child.materials:
        if not material.needed(situation) or material.code in has:
            continue
        lent = held.get(material.name)
        if lent is not None:
            commands.append(
                c.AttachMaterial(
                    material=material.code, form=_form(lent.form), digest=lent.digest, copies=lent.copies
                )
            )
        elif material.name in set(results):
            commands.append(c.AttachMaterial(material=material.code, form=MaterialForm.SHARED))
        else:
            lacking.append(material.name)
    return Lent((*commands, *(() if lacking else (c.Submit(),))), tuple(lacking))


def _form(form: MaterialForm) -> MaterialForm:
    """A paper that lies at the common window is shared with the others; a file is lent as it is."""
    return form if form is MaterialForm.ELECTRONIC else MaterialForm.SHARED


def bodies(edition: Edition) -> tuple[str, ...]:
    """Every body that takes part: the lead, the leads of the stages, the bodies of the matters."""
    found = (
        edition.body,
        *(s.lead for s in edition.stages),
        *(s.body for s in edition.steps if s.work is Work.MATTER),
    )
    return tuple(dict.fromkeys(body for body in found if body))
