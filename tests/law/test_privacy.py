"""Personal data before publication: what is found, what is let stand, how often it errs, and that nothing planted gets out."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.doors.command.bench_privacy import Labelled, bare, escaped, made, rates, written
from yichuang.law.privacy import Certainty, Kind, Mark, find, redact, spans, stops, suggested
from yichuang.law.privacy.numbers import check_digit, identity_number, luhn

ID = "99010119900307001" + check_digit("99010119900307001")
CARD = next(f"622299000000000123{n}" for n in range(10) if luhn(f"622299000000000123{n}"))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(mark.kind.value, text[mark.start : mark.end]) for mark in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91513299MA62XK4H7R",
        "马行审许〔2026〕12号，办件号513299001202603020000017，（2026）川3201行审12号",
        "项目代码2312-513299-04-01-456789，发票号码13812345678901234567",
        "投资13812345678.00元，13812345678元，￥13812345678",
        "东经102.224456，北纬31.905812，图号H-47-138-1234-5678",
        "拨打12345、12319、110、400-820-8820、95598",
        "咨询电话：0837-2822345，监督电话0837-2821234，传真：0837-2820000",
        "法定代表人：王德强，局长刘建华，执法人员：杨帆、何静",
        "办公地址：马尔康市达萨街88号2号楼301室",
        "邮箱：zwfw@abazhou.gov.cn，网址www.maerkang.gov.cn，微信公众号：净土阿坝",
        "申请人应当补正，当事人有权陈述，群众高度关注，居民家庭，业主委员会，患者安全",
        "张某某，罚款200元；王女士来电；陈先生",
        "涉及国家秘密、商业秘密、个人隐私的不予公开",
        "患有高血压的参保人员可以申请门诊慢特病待遇",
        "产生于2020年3月，发生于2021年5月1日，成立于1998年",
        "户名：马尔康市财政局，账号：2317500109022112345",
        "",
        "\n\n",
    ],
)
def test_what_is_public_stays(text: str) -> None:
    assert not [mark for mark in find(text) if mark.suggested or mark.stops]


@pytest.mark.parametrize("mark", ["", " ", "-", "\u200b", "\u3000", "－", "."])
def test_an_identity_number_is_found_however_it_is_parted(mark: str) -> None:
    assert kinds(f"见{mark.join(ID)}。")[0][0] == "identity"
    assert kinds(f"见{ID[:6]}{mark}{ID[6:14]}{mark}{ID[14:]}。")[0][0] == "identity"


@given(st.dates(), st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_a_wrong_digit_is_no_identity_number_unless_it_is_said_to_be_one(
    born: object, serial: int, place: int, more: int
) -> None:
    digits = f"990101{born:%Y%m%d}{serial:03}".replace(" ", "0")[:17].rjust(17, "0")
    right = digits + check_digit(digits)
    wrong = right[:place] + str((int(right[place]) + more) % 10) + right[place + 1 :]
    assert not identity_number(wrong)
    assert ("identity", wrong) not in kinds(f"数字{wrong}。") or wrong[0] == "0"
    if wrong[0] != "0":
        assert "identity" in dict(kinds(f"身份证号：{wrong}。"))


def test_labels_decide() -> None:
    assert kinds(f"账号：{CARD}") == [("bank", CARD)] and luhn(CARD)
    assert kinds("家里电话：0837-2825678") == [("phone", "0837-2825678")]
    assert [m.certainty for m in find("举报电话：13812340001")] == [Certainty.POSSIBLE]
    assert ("name", "李某") in kinds("举报人李某反映")
    assert kinds("申请人：泽仁拉姆、阿依古丽·买买提、欧阳锋") == [
        ("name", "泽仁拉姆"),
        ("name", "阿依古丽·买买提"),
        ("name", "欧阳锋"),
    ]


def test_a_name_found_once_is_hidden_everywhere_but_in_its_office() -> None:
    text = "申请人：张建国。经查，张建国符合条件。法定代表人：张建国。"
    assert (
        redact(text, find(text), suggested(find(text)))
        == "申请人：张*。经查，张*符合条件。法定代表人：张建国。"
    )


def test_a_table_is_read_by_its_heads() -> None:
    text = "姓名|住址|账号\n罗让|从恩村2组|123456789012\n卓玛|西索村1组|123456789013\n共二人"
    assert [kind for kind, _ in kinds(text)] == ["name", "address", "bank"] * 2


def test_what_stops_is_never_suggested_for_hiding() -> None:
    marks = find("机密★10年\n附件为生产配方和客户名单")
    assert {mark.kind for mark in stops(marks)} == {Kind.SECRET, Kind.TRADE}
    assert not suggested(marks)


def test_only_what_a_person_accepted_is_hidden() -> None:
    text = f"申请人：张建国，身份证号：{ID}，经审查准予许可。"
    marks = find(text)
    assert redact(text, marks, ()) == text
    assert redact(text, marks, marks[:1]) == text.replace("张建国", "张*")
    with pytest.raises(ValueError):
        redact(text, marks, (Mark(0, 3, Kind.NAME, "", Certainty.LIKELY, "*"),))


ALPHABET = "张王李申请人患者姓名：、，。\n |1230987654Xx-@.·川A栋单元室号组年月日生秘密★（）男女户病电话账身份证扎西多吉 \u200b１２"


@given(st.text(alphabet=ALPHABET, max_size=300) | st.text(max_size=200))
def test_marks_lie_in_order_inside_the_text_and_the_rest_is_kept(text: str) -> None:
    marks = find(text)
    assert "".join(span.text for span in spans(text, marks)) == text
    assert all(a.end <= b.start for a, b in pairwise(marks))
    rest = [span.text for span in spans(text, marks) if not span.mark]
    shown = redact(text, marks, marks)
    at = 0
    for piece in rest:
        at = shown.index(piece, at) + len(piece)


HOSTILE = (
    "1 ", "13", "1 3 ", "1-", "a@", "@", "a.", "张", "张三", "张、", "申请人", "申请人：张三、", "0837-", "0 8 ", "一", "3栋", "年",
    "1985年", "生", "患有病", "密 ", "姓名|", "姓名|电话\n", "·", "阿·", "微信", "川A1", "身份证1", "账号6", "卡号 1", "扎西", "我叫",
    "户名：", "1\u200b", "商业秘密", "86 ", "3组", "姓名 电话\n张三 13812340001\n",
)  # fmt: skip


@pytest.mark.parametrize("atom", HOSTILE)
def test_hostile_texts_take_linear_time(atom: str) -> None:
    def took(size: int) -> float:
        text = atom * (size // len(atom))
        begun = time.process_time()
        find(text)
        return time.process_time() - begun

    took(500)
    assert took(24_000) < 0.15 + 12 * min(took(3_000), took(3_000)) + 0.2


FLOORS = {
    Kind.IDENTITY: (0.99, 0.99),
    Kind.PHONE: (0.98, 0.98),
    Kind.BANK: (0.98, 0.98),
    Kind.NAME: (0.90, 0.90),
    Kind.ADDRESS: (0.90, 0.90),
}


def told(name: str, texts: list[Labelled], floors: dict[Kind, tuple[float, float]]) -> None:
    found = rates(texts)
    for kind, rate in found.items():
        print(
            f"{name} {kind.label} recall {rate.recall:.3f} of {rate.there}, precision {rate.precision:.3f} of {rate.marked}"
        )
    for kind, (recall, precision) in floors.items():
        assert found[kind].there
        assert found[kind].recall >= recall and found[kind].precision >= precision, (kind, found[kind])


def test_the_sentences_written_by_hand() -> None:
    texts = written("written")
    assert len(texts) >= 150
    told("written", texts, dict.fromkeys(Kind, (0.90, 0.80)) | FLOORS)


def test_a_thousand_made_texts() -> None:
    told("made", made(1_000, 2026), FLOORS)


CERTAIN = (Kind.IDENTITY, Kind.PHONE, Kind.BANK, Kind.PLATE, Kind.EMAIL, Kind.TRAVEL, Kind.CHAT)


def test_nothing_planted_in_five_hundred_texts_gets_out() -> None:
    texts = made(500, 7)
    assert sum(len(one.gold) for one in texts) > 1_500
    assert not [left for one in texts for left in escaped(one, CERTAIN)]


def test_the_oracle_sees_through_forms() -> None:
    one = Labelled.read(f"x\t见⟦identity:{'　'.join(ID)}⟧，⟦phone:１３８－1234 0001⟧")
    assert bare("１３８－1234 0001") == "13812340001" and bare(" ".join(ID)) == ID
    assert not escaped(one, CERTAIN)


def test_made_texts_are_the_same_at_every_run() -> None:
    assert made(5, 1) == made(5, 1)
