"""What BPMN files say and ours add: names of the elements, our own namespace, conditions as expressions any engine can run."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

MODEL: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
NAMESPACES: Final = {
    "bpmn": MODEL,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "yichuang": "urn:yichuang:flow:1",
}
OURS: Final = NAMESPACES["yichuang"]
TASKS: Final = frozenset(
    ("task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask")
)
GATEWAYS: Final = frozenset(("parallelGateway", "exclusiveGateway"))
LABELS: Final = {
    "adHocSubProcess": "自由子流程",
    "association": "关联线",
    "boundaryEvent": "边界事件",
    "callActivity": "调用的流程",
    "cancelEventDefinition": "取消",
    "category": "分组的名称",
    "collaboration": "协作图",
    "compensateEventDefinition": "补偿",
    "complexGateway": "复杂网关",
    "conditionalEventDefinition": "条件",
    "dataInputAssociation": "数据输入",
    "dataObject": "数据对象",
    "dataObjectReference": "数据对象",
    "dataOutputAssociation": "数据输出",
    "dataStore": "数据存储",
    "dataStoreReference": "数据存储",
    "documentation": "说明文字",
    "endEvent": "结束事件",
    "error": "差错",
    "errorEventDefinition": "差错",
    "escalationEventDefinition": "升级",
    "eventBasedGateway": "事件网关",
    "extensionElements": "别的软件加的内容",
    "group": "分组框",
    "import": "引用的文件",
    "inclusiveGateway": "包容网关",
    "intermediateCatchEvent": "等待事件",
    "intermediateThrowEvent": "发出事件",
    "ioSpecification": "输入输出",
    "itemDefinition": "数据类型",
    "linkEventDefinition": "跳转",
    "message": "消息",
    "messageEventDefinition": "消息",
    "messageFlow": "消息流",
    "multiInstanceLoopCharacteristics": "多实例",
    "participant": "泳池",
    "performer": "执行人",
    "potentialOwner": "候选办理人",
    "process": "流程",
    "resource": "资源",
    "sequenceFlow": "连线",
    "signal": "信号",
    "signalEventDefinition": "信号",
    "standardLoopCharacteristics": "重复执行",
    "startEvent": "开始事件",
    "subProcess": "子流程",
    "terminateEventDefinition": "终止",
    "textAnnotation": "批注",
    "timerEventDefinition": "定时",
    "transaction": "事务子流程",
}
"""What the elements are called in Chinese; one that is not here goes by its own name."""
LONGEST: Final = 2000
"""Characters of a condition; nobody writes a longer one by hand."""
_WRAPPED: Final = re.compile(r"^\s*[$#]\{(.*)\}\s*$", re.DOTALL)

Condition = Mapping[str, tuple[str, ...]]


def _name(question: str) -> str:
    """A question as a variable: a word the expression language keeps for itself gets an underscore."""
    return f"{question}_" if keyword.iskeyword(question.rstrip("_")) else question


def _question(name: str) -> str:
    """The question of a variable."""
    return name[:-1] if name.endswith("_") and keyword.iskeyword(name.rstrip("_")) else name


def written(when: Condition) -> str:
    """A condition as an expression over the answers: `eia in ('form',) and site in ('new', 'old')`."""
    return " and ".join(f"{_name(key)} in {tuple(values)!r}" for key, values in when.items())


def read(text: str) -> Condition | None:
    """What an expression asks of the answers; None when it is more than questions with their possible answers."""
    if len(text) > LONGEST:
        return None
    bare = _WRAPPED.sub(r"\1", text).strip().removeprefix("=").strip()
    for plain in (text.strip(), bare, bare.replace("&&", " and ").replace("||", " or ")):
        with suppress(SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
            return _asked(ast.parse(plain, mode="eval").body)
    return None


def _asked(node: ast.expr) -> Condition:
    """One comparison, or alternatives of one question. Raises ValueError for anything else."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return _together([_asked(part) for part in node.values])
    if isinstance(node, ast.BoolOp):
        parts = [_asked(part) for part in node.values]
        names = {name for part in parts for name in part}
        if len(names) > 1 or any(len(part) != 1 for part in parts):
            raise ValueError(names)
        (name,) = names
        return {name: tuple(dict.fromkeys(value for part in parts for value in part[name]))}
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or not isinstance(node.left, ast.Name):
        raise ValueError(ast.dump(node))
    right = ast.literal_eval(node.comparators[0])
    if isinstance(node.ops[0], ast.Eq):
        right = (right,)
    elif not isinstance(node.ops[0], ast.In) or isinstance(right, str):
        raise ValueError(ast.dump(node))
    values = tuple(dict.fromkeys(sorted(right) if isinstance(right, set) else right))
    if not values or not all(isinstance(value, str) and value for value in values):
        raise ValueError(values)
    return {_question(node.left.id): values}


def _together(parts: Iterable[Condition]) -> Condition:
    """All of them at once. Raises ValueError when nothing satisfies them."""
    out: Condition = {}
    for part in parts:
        found = both(out, part)
        if found is None:
            raise ValueError(part)
        out = found
    return out


def both(one: Condition, other: Condition) -> Condition | None:
    """What satisfies both conditions; None when nothing does."""
    out = dict(one)
    for key, values in other.items():
        out[key] = tuple(value for value in out[key] if value in values) if key in out else values
        if not out[key]:
            return None
    return out


def apart(one: Condition, other: Condition) -> bool:
    """Whether no answers satisfy both."""
    return both(one, other) is None
