"""
Records in YAML, with the line of every fault.

The YAML is plain: no anchors, no tags, no key twice. Each value is converted by itself, so that a value with another
meaning in YAML than intended (a code without quotes becomes a number) is reported with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from ...errors import SourceFault
from ...text_files import read_text

T = TypeVar("T")

# libyaml where PyYAML was built with it, as its wheels are: nine times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PLACE = re.compile(r"^(?P<message>.*?)(?: - at (?:`key` in )?`\$(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.(?P<field>\w+)|\[(?P<index>\d+)\]|\[\.\.\.\]")
# msgspec's messages, and the sentences for the file's maintainer; {0} is the value found.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Expected `str(?: \| null)?`, got `(?:int|float)`", "{0} is read as a number; put it in quotes"),
    (r"Expected `str(?: \| null)?`, got `bool`", "{0} is read as yes or no; put it in quotes"),
    (r"Expected `str(?: \| null)?`, got `date(?:time)?`", "{0} is read as a date; put it in quotes"),
    (r"Expected `str`, got `null`", "a text is missing"),
    (r"Expected `str(?: \| null)?`, got", "here stands a text, and not a list or fields"),
    (r"Expected `array(?: \| null)?`, got", "here stands a list, each entry after a hyphen"),
    (r"Expected `object(?: \| null)?`, got", "here stand fields, each with a colon"),
    (r"Expected `int(?: \| null)?`, got", "{0} is no whole number"),
    (r"Expected `float(?: \| null)?`, got", "{0} is no number"),
    (r"Expected `date(?: \| null)?`, got|Invalid RFC3339", "{0} is no date (YYYY-MM-DD)"),
    (r"Invalid enum value '([^']*)'", "'{1}' is not one of the values allowed here"),
    (r"Object missing required field `(\w+)`", "the field '{1}' is missing"),
    (r"Object contains unknown field `([^`]+)`", "there is no field '{1}' here"),
)


def read_yaml(path: Path, kind: type[T]) -> T:
    """
    Return the content of the YAML or JSON file at *path* as a *kind*.

    A YAML file ends with the line ``...``, so that truncation between two entries is detected. Raises ``SourceFault``,
    with the line, for another shape.
    """
    text = read_text(path)
    _check_end(path, text)
    root = _compose(path, text.replace("\t", " ") if _is_json(text) else text)
    data = _Converter(path).convert(root)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise _fault(path, root, str(error)) from None


def _is_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "["))


def _check_end(path: Path, text: str) -> None:
    lines = text.rstrip().split("\n")
    if text.strip() and not _is_json(text) and lines[-1].strip() != "...":
        raise SourceFault(
            path, len(lines), "the file ends without the line '...': it is cut off, or the line forgotten"
        )


def _compose(path: Path, text: str) -> yaml.Node:
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ", ".join(part for part in (error.context, error.problem) if part)
        raise SourceFault(path, mark.line + 1 if mark else None, f"this is not YAML: {said}") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        raise SourceFault(path, line, "a control character, which no YAML file has") from None
    if root is None:
        raise SourceFault(path, None, "the file is empty")
    return root


class _Converter:
    """Turns the nodes of one document into plain values, each node once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._scalars = yaml.constructor.SafeConstructor()
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node) -> Any:  # noqa: ANN401 - a YAML value is any of the plain types
        """Return the plain value of *node*; raises ``SourceFault`` for an alias or an impossible value."""
        if id(node) in self._seen:
            raise self._fault(node, "an alias; write the value out instead")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(entry) for entry in node.value]
        try:
            return self._scalars.construct_object(node)
        except (ValueError, yaml.YAMLError):
            raise self._fault(node, f"{node.value!r} cannot be what {node.tag.rpartition(':')[2]} means") from None

    def _mapping(self, node: yaml.MappingNode) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._fault(key_node, "the name of a field is one word")
            key = key_node.value
            if key in values:
                raise self._fault(key_node, f"the field {key!r} stands twice")
            values[key] = self.convert(value_node)
        return values

    def _fault(self, node: yaml.Node, message: str) -> SourceFault:
        return SourceFault(self._path, node.start_mark.line + 1, message)


def _fault(path: Path, root: yaml.Node, said: str) -> SourceFault:
    found = _PLACE.match(said)
    message, steps = (found["message"], found["path"] or "") if found else (said, "")
    node = _follow(root, steps)
    for pattern, sentence in _SENTENCES:
        if match := re.match(pattern, message):
            name = match.group(1) if match.groups() else ""
            return SourceFault(path, _line(node, _is_key(name)), sentence.format(_written(node), name))
    return SourceFault(path, _line(node, _is_quoted_in(message)), message)


def _follow(node: yaml.Node, steps: str) -> yaml.Node:
    """Walk from *node* along a path such as ``.titles[3].code`` as far as it leads."""
    for step in _STEP.finditer(steps):
        following: yaml.Node | None = None
        if step["field"] and isinstance(node, yaml.MappingNode):
            following = next((value for key, value in node.value if key.value == step["field"]), None)
        elif step["index"] and isinstance(node, yaml.SequenceNode):
            following = node.value[int(step["index"])]
        elif isinstance(node, yaml.MappingNode):  # a value that is not named: the first that is no text
            following = next((value for _, value in node.value if not value.tag.endswith(":str")), None)
        if following is None:
            break
        node = following
    return node


def _line(node: yaml.Node, is_it: Callable[[yaml.Node, yaml.Node], bool]) -> int:
    """Return the line of the field of *node* for which *is_it* is true, or of the node itself where none is."""
    fields = node.value if isinstance(node, yaml.MappingNode) else ()
    guilty = next((key for key, value in fields if is_it(key, value)), node)
    return int(guilty.start_mark.line) + 1


def _is_key(name: str) -> Callable[[yaml.Node, yaml.Node], bool]:
    return lambda key, _: key.value == name


def _is_quoted_in(message: str) -> Callable[[yaml.Node, yaml.Node], bool]:
    """Return a test for the field whose value *message* quotes: a record that refuses a value quotes it."""
    return lambda _, value: isinstance(value, yaml.ScalarNode) and repr(value.value) in message


def _written(node: yaml.Node) -> str:
    return repr(node.value) if isinstance(node, yaml.ScalarNode) else "this"
