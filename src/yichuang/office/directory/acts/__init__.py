"""Changing the directory: the only writers. Every change leaves who, when, and digests of before and after."""

from yichuang.office.directory.acts.applicants import (
    Contacts,
    Person,
    declare_interest,
    link_user,
    register_applicant,
    sign_up,
    update_contacts,
)
from yichuang.office.directory.acts.bodies import add_body, add_window
from yichuang.office.directory.acts.calendar import (
    check_notice,
    load_calendar_notice,
    note_progress,
)
from yichuang.office.directory.acts.changes import raise_version
from yichuang.office.directory.acts.codes import (
    Slip,
    invite_applicant,
    open_code,
    reset_applicant,
    reset_officer,
    reset_outsider,
    say_told,
    use_code,
)
from yichuang.office.directory.acts.letters import grant_letter, revoke_letter
from yichuang.office.directory.acts.officers import appoint_officer, dismiss_officer, end_post, give_post
from yichuang.office.directory.acts.outsiders import enrol_outsider, register_outsider, retire_outsider
from yichuang.office.directory.acts.reform import prove
from yichuang.office.directory.acts.regions import load_regions, load_villages
from yichuang.office.directory.acts.sample import load_sample

__all__ = [
    "Contacts",
    "Person",
    "Slip",
    "add_body",
    "add_window",
    "appoint_officer",
    "check_notice",
    "declare_interest",
    "dismiss_officer",
    "end_post",
    "enrol_outsider",
    "give_post",
    "grant_letter",
    "invite_applicant",
    "link_user",
    "load_calendar_notice",
    "load_regions",
    "load_sample",
    "load_villages",
    "note_progress",
    "open_code",
    "prove",
    "raise_version",
    "register_applicant",
    "register_outsider",
    "reset_applicant",
    "reset_officer",
    "reset_outsider",
    "retire_outsider",
    "revoke_letter",
    "say_told",
    "sign_up",
    "update_contacts",
    "use_code",
]
