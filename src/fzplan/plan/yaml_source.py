"""A plan file read by an own walk over YAML's events: plain data, the place of every path, strict scalars.

In: a path. Out: `Source` (data and places) and findings. The shared loaders of PyYAML are never changed. Bounded:
bytes, depth and number of nodes; an alias is the same node again and counts in full. May import: diagnostics.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from fzplan.diagnostics import Diagnostic, FileRef, Related, Severity, Text
from fzplan.frozen import frozen
from fzplan.plan import encoding, scalars, syntax
from fzplan.plan.codes import CUT, DUPLICATE_KEY, EMPTY, FULL_WIDTH, NOT_MAPPING, SURPRISE, TOO_LARGE, YAML_FEATURE
from fzplan.plan.places import Entry, Node, Places, excerpted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path as FilePath

    from fzplan.diagnostics import Rule, Span

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 24
MOST = 200_000
FACTORS = {"times"}
"""Keys after which 1e3 is a number to everybody: it is read from its text."""
DATES = {"published", "since", "until", "due", "date", "by", "at", "expires"}
"""Keys under which a plain date is what it looks like."""
FEATURES = {
    "tag": Text("标签（!）", "a tag (!)"),
    "merge": Text("合并键（<<）", "a merge key (<<)"),
    "alias": Text("指向自身或不存在之处的引用（*）", "an alias (*) to nothing or to itself"),
    "key": Text("不是文字的键", "a key that is not text"),
    "document": Text("第二个文档（---）", "a second document (---)"),
}


@frozen
class Source:
    """A plan file as data, and where everything stands."""

    places: Places
    broken: tuple[tuple[int, int], ...] = ()
    """Offsets of what YAML itself got wrong and was reported: nothing more is said of it."""
    lost: frozenset[str] = frozenset()
    """Names of entries that YAML could not read at all."""

    @property
    def root(self) -> Node:
        """Return the outermost mapping."""
        return self.places.root


class _Refused(Exception):  # noqa: N818  (control flow within this module)
    """The file is beyond a limit."""

    def __init__(self, offset: int, what: Text, limit: Text) -> None:
        super().__init__(what.en)
        self.offset, self.what, self.limit = offset, what, limit


def _levels(count: int) -> Text:
    return Text(f"{count} 层", f"{count} levels")


def _values(count: int) -> Text:
    return Text(f"{count} 个值", f"{count:,} values")


def read(path: FilePath) -> tuple[Source | None, list[Diagnostic]]:
    """Read a plan file; None where no mapping can be had from it."""
    text, findings = encoding.read(path)
    if text is None:
        return None, findings
    source, more = parse(text, path.as_posix())
    return source, [excerpted(finding, text) for finding in findings + more]


def parse(text: str, file: str) -> tuple[Source | None, list[Diagnostic]]:
    """Read the text of a plan file."""
    text = text.removeprefix("\ufeff")
    walk = _Walk(text, file)
    places = walk.places
    try:
        root = walk.document()
    except _Refused as limit:
        at = places.span(limit.offset, limit.offset + 1)
        return None, [*walk.findings, TOO_LARGE(at, what=limit.what, limit=limit.limit)]
    except yaml.YAMLError as error:
        return _salvaged(text, error, file)
    if root is None or root.value is None:
        return None, [*walk.findings, EMPTY(FileRef(file), file=file)]
    places = Places(file, text, root)
    if root.kind != "mapping":
        wide = syntax.full_width(text, places)
        return None, walk.findings + (wide or [NOT_MAPPING(places.span(root.start, root.end))])
    return Source(places, tuple(walk.broken)), walk.findings


def _salvaged(text: str, error: yaml.YAMLError, file: str) -> tuple[Source | None, list[Diagnostic]]:
    """Return what is left of a file that is not YAML, without the entries that are not."""
    salvage = syntax.salvaged(text, error, file, LOADER)
    if salvage.rest is None or syntax.first_error(salvage.rest, LOADER) is not None:
        return None, salvage.findings
    source, findings = parse(salvage.rest, file)
    return source and replace(source, lost=salvage.lost), salvage.findings + findings


class _Walk:
    """One pass over the events of one file."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.places = Places(file, text, Node("scalar", 0, 0, None))
        self.findings: list[Diagnostic] = []
        self.anchors: dict[str, Node] = {}
        self.broken: list[tuple[int, int]] = []
        self.count = 0

    def document(self) -> Node | None:
        """Return the root of the first document."""
        events: Iterator[Any] = yaml.parse(self.text, Loader=LOADER)
        root = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.refuse("document", event)
            elif isinstance(event, yaml.NodeEvent):
                node = self.node(event, events, 1)
                root = node if documents == 1 else root
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int, under: str = "") -> Node:
        """Return the node that begins with `event`."""
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if event.tag is not None and (event.tag != "!" or event.implicit is False):
            self.refuse("tag", event)
        if depth > DEEPEST:
            raise _Refused(event.start_mark.index, _levels(depth), _levels(DEEPEST))
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event, under)
        elif isinstance(event, yaml.MappingStartEvent):
            node = self.mapping(event, events, depth)
        else:
            node = self.sequence(event, events, depth, under)
        if event.anchor:
            self.anchors[event.anchor] = node
        self.counted(1, event)
        return node

    def scalar(self, event: Any, under: str) -> Node:
        style = event.style or ""
        start, end = event.start_mark.index, event.end_mark.index
        raw = event.value
        if style:
            written = scalars.text(raw)
            return Node("scalar", start, end, written, written, style)
        reading = scalars.read(raw)
        at = Node("scalar", start, end, reading.value, raw)
        meant = (reading.date and under in DATES) or (under in FACTORS and scalars.is_scientific(raw))
        if reading.surprise and not meant:
            self.surprise(at, reading)
        return at

    def mapping(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        entries: dict[str, Entry] = {}
        folded: dict[str, str] = {}
        size = 1
        for opening in events:
            if isinstance(opening, yaml.MappingEndEvent):
                break
            key = self.key(opening, events, depth)
            value = self.node(next(events), events, depth + 1, key.raw)
            size += value.size
            if (
                key.kind != "scalar"
                or not isinstance(opening, yaml.ScalarEvent)
                or self.strayed(key, value, entries, flow=bool(event.flow_style))
            ):
                continue
            same = unicodedata.normalize("NFKC", key.raw)
            if same in folded:
                self.repeated(entries[folded[same]], Entry(key, value))
                continue
            folded[same] = key.raw
            entries[key.raw] = Entry(key, value)
        end = opening.end_mark.index
        return Node("mapping", event.start_mark.index, end, entries, size=size, flow=bool(event.flow_style))

    def sequence(self, event: Any, events: Iterator[Any], depth: int, under: str) -> Node:
        nodes: list[Node] = []
        opening: Any = event
        for opening in events:
            if isinstance(opening, yaml.SequenceEndEvent):
                break
            nodes.append(self.node(opening, events, depth + 1, under))
        size = 1 + sum(n.size for n in nodes)
        flow = bool(event.flow_style)
        return Node("sequence", event.start_mark.index, opening.end_mark.index, nodes, size=size, flow=flow)

    def key(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """Return the key that begins with `event`: a scalar node, or (refused) another."""
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse("key", event)
            return self.node(event, events, depth + 1)
        style = event.style or ""
        raw = scalars.text(event.value) if style else event.value
        begin: Any = event.start_mark
        end: Any = event.end_mark
        node = Node("scalar", begin.index, end.index, raw, raw, style)
        if not style:
            if raw == "<<":
                self.refuse("merge", event)
            elif (reading := scalars.key(raw)).surprise:
                self.surprise(node, reading)
        return node

    def alias(self, event: Any) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            self.refuse("alias", event)
            return Node("scalar", event.start_mark.index, event.end_mark.index, None)
        self.counted(node.size, event)
        return node

    def strayed(self, key: Node, value: Node, entries: dict[str, Entry], *, flow: bool) -> bool:
        """Tell (and report) that a key is none: the rest of a text cut by a comma, or one with a full-width colon."""
        bare = value.kind == "scalar" and value.start == value.end
        colon = key.raw.find("：") if not key.style else -1
        if colon > 0 and (bare or "{" in key.raw):
            at = self.places.span(key.start + colon, key.start + colon + 1)
            self.report(FULL_WIDTH, at, found="：", expected=": ")
            self.broken.append((key.start, max(key.end, value.end)))
            return True
        before = list(entries.values())[-1].value if entries else None
        if not (flow and bare and not key.style and before and before.kind == "scalar" and not before.style):
            return False
        if before.value is None:
            return False
        self.findings = [f for f in self.findings if f.at != self.at(key)]  # the 000 of 10,000 is no key to judge
        comma = self.text.find(",", before.end, key.start)
        self.report(CUT, self.places.span(comma, comma + 1), found=before.raw, sign=",")
        self.broken.append((before.start, key.end))
        return True

    def repeated(self, first: Entry, second: Entry) -> None:
        """Report a key given twice; the first stays, and what only the second has is looked at too."""
        before = Related(self.at(first.key), Text("前一处", "first given here"))
        self.report(DUPLICATE_KEY, self.at(second.key), before, key=second.key.raw)
        if first.value.kind == second.value.kind == "mapping" and first.value is not second.value:
            for name, entry in second.value.value.items():
                first.value.value.setdefault(name, entry)

    def surprise(self, node: Node, reading: scalars.Reading) -> None:
        """Report a word that other readers of YAML take for something else."""
        severity = Severity.INFO if reading.date else None
        if not reading.date:
            self.broken.append((node.start, node.end))
        self.findings.append(
            SURPRISE(self.at(node), severity=severity, found=node.raw, reading=reading.surprise or node.raw)
        )

    def counted(self, size: int, event: Any) -> None:
        self.count += size
        if self.count > MOST:
            raise _Refused(event.start_mark.index, _values(self.count), _values(MOST))

    def refuse(self, what: str, event: Any) -> None:
        at = self.places.span(event.start_mark.index, event.end_mark.index)
        self.report(YAML_FEATURE, at, what=FEATURES[what])

    def at(self, node: Node) -> Span:
        return self.places.span(node.start, node.end)

    def report(self, rule: Rule, at: Span, *related: Related, **facts: Any) -> None:
        self.findings.append(rule(at, *related, **facts))
