"""A BPMN file from outside as a process we can walk: parsed without entities, one process chosen, its graph laid open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from yichuang.law.cases import Refused
from yichuang.office.catalogue import bpmn_words as words
from yichuang.office.catalogue.bpmn_words import MODEL

MANY_BYTES: Final = 4 * 1024 * 1024
MANY_ELEMENTS: Final = 60_000
DEEP: Final = 60
MANY_NODES: Final = 1500
"""Tasks, gateways and events of one process; the largest joint project has a tenth of them."""
_NOT_PLACED: Final = frozenset(
    (
        "auditing", "dataObject", "dataObjectReference", "dataStoreReference", "documentation", "extensionElements",
        "ioSpecification", "laneSet", "monitoring", "property", "sequenceFlow", "supportedInterfaceRef", "association",
        "group", "textAnnotation", "artifact", "resourceRole", "performer", "potentialOwner", "humanPerformer",
        "correlationSubscription", "supports", "ioBinding",
    )
)  # fmt: skip
"""What stands in a process without being on the way through it."""


def refused(reason: str, remedy: str) -> Refused:
    """A refusal of the file."""
    return Refused(reason, field="file", remedy=remedy)


def parse(data: bytes) -> Element:
    """The root of an XML file. Refuses what is not XML, what declares entities, what is too large or too deep."""
    if len(data) > MANY_BYTES:
        raise refused("文件太大", f"流程文件不超过 {MANY_BYTES // 1024 // 1024} MB。")
    build, depth, many = TreeBuilder(), 0, 0
    parser = expat.ParserCreate(namespace_separator="}")

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, many
        depth, many = depth + 1, many + 1
        if depth > DEEP or many > MANY_ELEMENTS:
            raise refused("文件里的内容太多或者嵌套太深", "请只导出一个流程。")
        build.start(_braced(tag), {_braced(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        build.end(_braced(tag))

    def doctype(*_: object) -> None:
        raise refused("文件里有 DOCTYPE 声明，可能引用外部内容", "请用流程工具重新导出，流程文件不需要它。")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = build.data, doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        says = f"不是合格的 XML：{error}"
        raise refused(says, "请上传流程工具导出的 .bpmn 文件。") from None
    return build.close()


def _braced(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def local(element: Element) -> str:
    """The name of an element of BPMN; the whole name of any other."""
    return element.tag.removeprefix(f"{{{MODEL}}}")


def is_ours(element: Element) -> bool:
    """Whether we wrote this element."""
    return ours(element) is not None


def ours(element: Element) -> Element | None:
    """What we wrote into this element."""
    for extensions in element.findall(f"{{{MODEL}}}extensionElements"):
        for one in extensions:
            if one.tag.startswith(f"{{{words.OURS}}}"):
                return one
    return None


@dataclass(slots=True)
class Net:
    """The elements on the way through a process, and the flows between them, in the order of the file."""

    process: Element
    nodes: dict[str, Element]
    flows: dict[str, Element]
    broken: list[Element]
    """Flows that begin or end nowhere."""
    into: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    out: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def source(self, flow: str) -> str:
        """Where a flow begins."""
        return self.flows[flow].get("sourceRef", "")

    def target(self, flow: str) -> str:
        """Where a flow ends."""
        return self.flows[flow].get("targetRef", "")

    def kind(self, node: str) -> str:
        """What an element is."""
        return local(self.nodes[node])

    def name(self, node: str) -> str:
        """What an element is called."""
        return " ".join(self.nodes[node].get("name", "").split()) or node

    def is_task(self, node: str) -> bool:
        """Whether somebody does something here."""
        return self.kind(node) in words.TASKS or self.kind(node) == "callActivity"

    def reached(self) -> frozenset[str]:
        """The elements that some start event leads to."""
        ready = [node for node in self.nodes if self.kind(node) == "startEvent"]
        found = set(ready)
        for node in ready:  # grows while we go
            for flow in self.out[node]:
                if self.target(flow) not in found:
                    found.add(self.target(flow))
                    ready.append(self.target(flow))
        return frozenset(found)


def net(process: Element) -> Net:
    """The graph of a process. Refuses an element without a name of its own, or two of the same."""
    nodes: dict[str, Element] = {}
    flows: dict[str, Element] = {}
    for one in process:
        if not one.tag.startswith(f"{{{MODEL}}}") or (
            local(one) in _NOT_PLACED and local(one) != "sequenceFlow"
        ):
            continue
        name = one.get("id", "")
        if not name or name in nodes or name in flows:
            says = f"有两个元素的 id 都是“{name}”" if name else "有的元素没有 id"
            raise refused(says, "请用流程工具重新导出。")
        (flows if local(one) == "sequenceFlow" else nodes)[name] = one
    if len(nodes) > MANY_NODES or len(flows) > 2 * MANY_NODES:
        raise refused(
            f"流程超过 {MANY_NODES} 个元素，或者连线超过 {2 * MANY_NODES} 条",
            "请分成几个事项，各画各的流程。",
        )
    joined = {k: f for k, f in flows.items() if f.get("sourceRef") in nodes and f.get("targetRef") in nodes}
    made = Net(process, nodes, joined, [flow for key, flow in flows.items() if key not in joined])
    for key in joined:
        made.out[made.source(key)].append(key)
        made.into[made.target(key)].append(key)
    return made


def order(made: Net) -> list[str]:
    """The elements, each after all that lead to it. Refuses a loop, naming the steps in it."""
    waiting = {node: len(made.into[node]) for node in made.nodes}
    ready = [node for node, many in waiting.items() if not many]
    for node in ready:  # grows while we go
        for flow in made.out[node]:
            waiting[made.target(flow)] -= 1
            if not waiting[made.target(flow)]:
                ready.append(made.target(flow))
    if len(ready) < len(made.nodes):
        circle = list(_circle(made, made.nodes.keys() - set(ready)))
        named = [made.name(node) for node in circle if made.is_task(node)] or circle
        says = f"流程有循环：{'、'.join(named)}"
        raise refused(says, "办理流程不走回头路；退回由系统办理，请去掉回头的连线。")
    return ready


def _circle(made: Net, left: set[str]) -> Iterator[str]:
    """One loop among these elements, in its direction: going back from any of them must come round."""
    seen: dict[str, int] = {}
    way: list[str] = []
    node = next(node for node in made.nodes if node in left)
    while node not in seen:
        seen[node] = len(way)
        way.append(node)
        node = next(made.source(flow) for flow in made.into[node] if made.source(flow) in left)
    yield from reversed(way[seen[node] :])


def chosen(root: Element) -> tuple[Net, list[Element]]:
    """The process to read, and the others. Refuses a file without a process that begins and has steps."""
    if root.tag != f"{{{MODEL}}}definitions":
        raise refused("不是 BPMN 2.0 文件", "请上传流程工具导出的 .bpmn 文件。")
    processes = root.findall(f"{{{MODEL}}}process")
    if not processes:
        raise refused("文件里没有流程", "请导出含有流程（process）的图。")
    begun = [made for made in map(net, processes) if any(made.kind(n) == "startEvent" for n in made.nodes)]
    if not begun:
        raise refused("流程没有开始事件", "请画上开始事件，连到第一个环节。")
    best = max(begun, key=lambda made: sum(made.is_task(node) for node in made.reached()))
    for one in best.process.iter(f"{{{MODEL}}}scriptTask"):
        says = f"“{one.get('name') or one.get('id')}”是脚本任务，这里不运行流程文件里的程序"
        raise refused(says, "请改成由人办理的任务，或者删去。")
    if not any(best.is_task(node) for node in best.reached()):
        raise refused("流程里没有从开始事件走得到的环节", "请画上任务，并用连线连起来。")
    return best, [one for one in processes if one is not best.process]
