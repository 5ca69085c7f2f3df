#!/usr/bin/env python3
"""Verify what 一窗 has put on record, without 一窗: standard library only; read it in five minutes.

python3 verify.py RECEIPT.json [--key KEY]      one case: its chain, its place in the log, the signature
python3 verify.py FOLDER [--key KEY]            a whole export: every chain, every leaf, every root, every signature
python3 verify.py --roots OLD.json FOLDER       and that the roots somebody kept from before still are roots of this log
python3 verify.py --consistency PROOF.json --roots ROOTS.json        that a later published root only adds to an earlier one
"""

import argparse
import functools
import hashlib
import json
import sys
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

Facts = list[tuple[dict[str, Any], str]]
Point = tuple[int, int, int, int]

# ---- chains: head = SHA-256(previous head + canonical JSON of the record), beginning with 32 zero bytes


WRITTEN = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def canonical(value: Any) -> bytes:
    """The one way to write a value as bytes: keys sorted, no spaces, UTF-8."""
    return WRITTEN(value).encode()


class Wrong(Exception):
    """What does not hold, and where."""


def walk(chain: str, facts: Facts) -> list[str]:
    """Follow a chain's (record, head) pairs in order. Gives the head after each; raises Wrong at the first that does not hold."""
    head, heads = bytes(32), list[str]()
    for number, (record, told) in enumerate(facts, 1):
        if record.get("case") != chain:
            raise Wrong(f"{chain} 第{number}条：是另一办件“{record.get('case')}”的记录")
        if record.get("seq") != number:
            raise Wrong(f"{chain} 第{number}条：序号是{record.get('seq')}，有记录被删除、插入或调换")
        head = hashlib.sha256(head + canonical(record)).digest()
        if head.hex() != told:
            raise Wrong(f"{chain} 第{number}条：内容与摘要不符，记录被改动")
        heads.append(told)
    return heads


def none_gone(sealed: Iterable[str], chains: Container[str]) -> None:
    """Raise Wrong when a sealed chain is not there at all."""
    for chain in sealed:
        if chain not in chains:
            raise Wrong(f"{chain}：封存过的办件整个不见了")


def check_chains(facts: dict[str, Facts], sealed: dict[str, dict[int, str]]) -> int:
    """Check every chain of {name: [(record, head)]} against its sealed heads {name: {seq: head}}. Gives how many facts are not sealed yet."""
    loose = 0
    none_gone(sealed, facts)
    for chain, rows in facts.items():
        heads = walk(chain, rows)
        marks = sealed.get(chain, {})
        for seq, head in marks.items():
            if seq > len(heads):
                raise Wrong(f"{chain}：封存时有{seq}条，现在只有{len(heads)}条，末尾的记录被删除")
            if heads[seq - 1] != head:
                raise Wrong(f"{chain} 第{seq}条：与封存时的链头不符，整条链被改写")
        loose += len(heads) - max(marks, default=0)
    return loose


# ---- the log: RFC 6962, leaf = SHA-256(0x00 + canonical JSON), node = SHA-256(0x01 + left + right)


def leaf_hash(leaf: dict[str, Any]) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + canonical(leaf)).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """The roots of a growing list of leaves: whole subtrees are kept, the largest first."""

    def __init__(self) -> None:
        self.size = 0
        self.whole: list[bytes] = []

    def add(self, found: bytes) -> None:
        """One more leaf hash."""
        self.size, count = self.size + 1, self.size + 1
        while count % 2 == 0:
            found, count = node(self.whole.pop(), found), count // 2
        self.whole.append(found)

    def root(self) -> bytes:
        """The root over what there is."""
        if not self.whole:
            return hashlib.sha256(b"").digest()
        found = self.whole[-1]
        for left in reversed(self.whole[:-1]):
            found = node(left, found)
        return found


def climb(found: bytes, index: int, last: int, path: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Go up from a hash at its level. Gives the root of what ends with it and the root of all; raises Wrong unless the path is as long as it must be."""
    left, rest = found, list(path)
    while last:
        if index % 2 or index < last:
            if not rest:
                raise Wrong("证明缺少哈希")
            other = rest.pop(0)
            left = node(other, left) if index % 2 else left
            found = node(other, found) if index % 2 else node(found, other)
        index, last = index // 2, last // 2
    if rest:
        raise Wrong("证明有多余的哈希")
    return left, found


def included(found: bytes, index: int, size: int, path: Iterable[bytes]) -> bytes:
    """The root that this path leads to from a leaf's hash."""
    if not 0 <= index < size:
        raise Wrong("叶子的位置不在日志里")
    return climb(found, index, size - 1, path)[1]


def grown(old: int, before: bytes, new: int, after: bytes, path: list[bytes]) -> bool:
    """Whether the path shows that the log of `new` leaves begins with that of `old`."""
    if not 0 < old < new:
        return not path and (before == after if old == new else old == 0 and before == Tree().root())
    index, last = old - 1, new - 1
    while index % 2:
        index, last = index // 2, last // 2
    start = [before] if index == 0 else path[:1]
    return bool(start) and climb(start[0], index, last, path[index > 0 :]) == (before, after)


# ---- signatures: Ed25519 (RFC 8032), slow and plain

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point(data: bytes) -> Point | None:
    """Read a point of the curve, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x % 2 != sign else x
    return x, y, 1, x * y % P


def plus(a: Point, b: Point) -> Point:
    """The sum of two points."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    g, h = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    w, x, y, z = f - e, h - g, h + g, f + e
    return w * x % P, y * z % P, x * y % P, w * z % P


def times(n: int, a: Point) -> Point:
    """A point added to itself so many times."""
    out = (0, 1, 1, 0)
    while n:
        out = plus(out, a) if n % 2 else out
        a, n = plus(a, a), n // 2
    return out


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


@functools.cache
def signed(key: bytes, data: bytes, signature: bytes) -> bool:
    """Whether the holder of the key signed these bytes."""
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(key) != 32 or len(signature) != 64 or a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + data).digest(), "little") % L
    left, right = times(s, BASE), plus(r, times(h, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def check_root(published: dict[str, Any], key: str = "") -> str:
    """Check every signature over a published root; the first must be the log's own. Gives the log's key."""
    if not published["signatures"]:
        raise Wrong(f"{published['day']}：根没有签名")
    data = canonical(published["root"])
    for one in published["signatures"]:
        if not signed(bytes.fromhex(one["key"]), data, bytes.fromhex(one["signature"])):
            raise Wrong(f"{published['day']}：{one['by']}的签名不符，根被改动")
    own: str = published["signatures"][0]["key"]
    if key and own != key:
        raise Wrong(f"{published['day']}：不是这个日志的密钥签的名")
    if hashlib.sha256(bytes.fromhex(own)).hexdigest()[:16] != published["root"]["log"]:
        raise Wrong(f"{published['day']}：根的日志名称与密钥不符")
    return own


# ---- receipts and exports


def check_receipt(receipt: dict[str, Any], key: str = "") -> str:
    """Check a receipt. Gives what is proved, in words."""
    facts = [(one["record"], one["head"]) for one in receipt["facts"]]
    if not facts:
        raise Wrong("回执里没有记录")
    chain = facts[0][0]["case"]
    heads = walk(chain, facts)
    proof = receipt["proof"]
    if proof is None:
        return f"{chain}：{len(heads)}条记录前后相连，但还没有封存，什么也没有证明；下一次封存后请再取回执"
    leaf, root = proof["leaf"], proof["root"]["root"]
    if leaf["chain"] != chain or not 1 <= leaf["seq"] <= len(heads) or heads[leaf["seq"] - 1] != leaf["head"]:
        raise Wrong(f"{chain}：封存的链头与这些记录不符")
    path = [bytes.fromhex(one) for one in proof["path"]]
    if included(leaf_hash(leaf), proof["index"], root["size"], path).hex() != root["root"]:
        raise Wrong(f"{chain}：不能证明它在封存的日志里，证明或者叶子被改动")
    own = check_root(proof["root"], key)
    rest = len(heads) - leaf["seq"]
    more = f"；其后{rest}条等下一次封存" if rest else ""
    return f"{chain}：{len(heads)}条记录前后相连，前{leaf['seq']}条封存于{proof['root']['day']}（密钥 {own[:16]}…）{more}"


def check_growth(proof: dict[str, Any], roots: list[Any], key: str = "") -> str:
    """Check a consistency proof between two published roots. Gives what is proved, in words."""
    known: dict[int, str] = {}
    for one in roots:
        key = check_root(one, key)
        if known.setdefault(one["root"]["size"], one["root"]["root"]) != one["root"]["root"]:
            raise Wrong(f"{one['day']}：同样多的叶子，公布过两个不同的根")
    old, new = proof["from"], proof["to"]
    if old not in known or new not in known:
        raise Wrong(f"没有公布过 {old} 个和 {new} 个叶子的根")
    before, after = bytes.fromhex(known[old]), bytes.fromhex(known[new])
    if not grown(old, before, new, after, [bytes.fromhex(one) for one in proof["path"]]):
        raise Wrong(f"{new} 个叶子的日志不是由 {old} 个叶子的日志增加而来：以前的被改动，或者证明被改动")
    return f"{new} 个叶子的日志由 {old} 个叶子的日志增加而来，以前的没有改动"


def check_log(
    leaves: Iterable[Any], roots: list[Any], key: str = "", kept: Iterable[Any] = ()
) -> dict[str, dict[int, str]]:
    """Check the leaves against every published root, and roots kept from before against these. Gives the sealed heads of each chain."""
    wanted: dict[int, set[str]] = {}
    for one in [*roots, *kept]:
        key = check_root(one, key)
        wanted.setdefault(one["root"]["size"], set()).add(one["root"]["root"])
    tree, last = Tree(), max(wanted, default=0)
    sealed: dict[str, dict[int, str]] = {}
    for leaf in [None, *leaves]:
        if leaf is not None:
            tree.add(leaf_hash(leaf))
            sealed.setdefault(leaf["chain"], {})[leaf["seq"]] = leaf["head"]
        for root in wanted.pop(tree.size, ()):
            if tree.root().hex() != root:
                raise Wrong(f"前{tree.size}个叶子与公布的根不符：日志被改动")
    if wanted or tree.size != last:
        raise Wrong(f"日志有{tree.size}个叶子，公布的根说有{last}个")
    return sealed


def lines(path: Path) -> Iterator[Any]:
    """The values of a file of JSON lines."""
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield json.loads(line)
            except ValueError:
                raise Wrong(f"{path.name} 第{number}行：不是 JSON，文件被改动") from None


def check_export(folder: Path, key: str = "", kept: Iterable[Any] = ()) -> str:
    """Check an export: facts.jsonl, leaves.jsonl, roots.json. Gives what is proved, in words."""
    roots = json.loads((folder / "roots.json").read_text(encoding="utf-8"))
    sealed = check_log(lines(folder / "leaves.jsonl"), roots, key, kept)
    facts: Facts = []
    chains: set[str] = set()
    last, count, loose = "", 0, 0
    for row in [*lines(folder / "facts.jsonl"), None]:
        chain = row["record"]["case"] if row else ""
        if chain != last and facts:
            if last in chains:
                raise Wrong(f"{last}：记录分在两处")
            loose += check_chains({last: facts}, {last: sealed[last]} if last in sealed else {})
            chains.add(last)
            facts = []
        if row:
            facts.append((row["record"], row["head"]))
            last, count = chain, count + 1
    none_gone(sealed, chains)
    when = roots[-1]["day"] if roots else "——"
    return f"{len(chains)} 条证据链、{count} 条记录、{len(roots)} 个根全部相符；最后封存于 {when}，其后 {loose} 条等下一次封存"


def main() -> int:
    """Check what is named and say so. 1 when anything does not hold."""
    parser = argparse.ArgumentParser(description="离线核验一窗的证据")
    parser.add_argument("what", type=Path, help="回执文件，或者导出的文件夹，或者一致性证明")
    parser.add_argument("--key", default="", help="从门户抄下的公钥（十六进制）")
    parser.add_argument("--roots", type=Path, help="以前保存的 roots.json")
    parser.add_argument("--consistency", action="store_true", help="核验一致性证明，根取自 --roots")
    given = parser.parse_args()
    try:
        kept = json.loads(given.roots.read_text(encoding="utf-8")) if given.roots else []
        if given.what.is_dir():
            print(check_export(given.what, given.key, kept))
        else:
            value = json.loads(given.what.read_text(encoding="utf-8"))
            print(
                check_growth(value, kept, given.key) if given.consistency else check_receipt(value, given.key)
            )
        if not given.key:
            print("没有用 --key 给出公钥：签名只和文件里的公钥核对过，请把它和门户“存证”页公布的对照。")
    except Wrong as wrong:
        print(f"不相符。{wrong}")
        return 1
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as broken:
        print(f"不相符。文件读不懂或者被改动：{broken!r}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
