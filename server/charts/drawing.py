"""
SVG drawings that stand in pages and are files of their own.

Every shape has a class, by which the style sheet colours it in pages, light or dark, and the attributes of that class,
so that the downloaded file looks right without a style sheet. Text keeps its size on a telephone: positions and lengths
along the width may be per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from textwrap import wrap

from markupsafe import Markup, escape

from ..markup import as_markup, escaped

# A position along the width: per cent as text, such as "12.5%", or units of the drawing.
Place = str | float

_FONT = "'Source Sans 3', 'Segoe UI', system-ui, sans-serif"
_INK, _QUIET, _HAIRLINE, _GREEN, _BROWN, _BLUE = "#1d2426", "#566064", "#d9d8cf", "#0b5b4c", "#7a3f10", "#27548a"
# The height of a line of a caption in pixels, and about the width of a letter in it.
_LINE, _LETTER = 17, 6.8
# The attributes of each class of shapes, for a file without a style sheet.
_LOOKS: Mapping[str, Mapping[str, str]] = {
    "grid": {"stroke": _HAIRLINE},
    "tick": {"fill": _QUIET, "font-size": "12"},
    "name": {"fill": _INK},
    "small": {"fill": _INK, "font-size": "10"},
    "figure": {"fill": _INK, "font-weight": "600"},
    "bar": {"fill": _GREEN, "fill-opacity": "0.55"},
    "median": {"stroke": _INK, "stroke-width": "3"},
    "series-1": {"stroke": _INK, "stroke-width": "2.5", "fill": _INK},
    "series-2": {"stroke": _BROWN, "stroke-width": "2.5", "fill": _BROWN},
    "series-3": {"stroke": _BLUE, "stroke-width": "2.5", "fill": _BLUE},
    "tile": {"fill": _GREEN, "stroke": _HAIRLINE},
    "flow": {"fill": _GREEN, "fill-opacity": "0.25"},
    "node": {"fill": _GREEN},
    "opened": {"fill": _BROWN},
    "spoke": {"stroke": _GREEN, "stroke-opacity": "0.55"},
    "step": {"fill": "#e3efe9", "stroke": _GREEN},
}


@dataclass
class Drawing:
    """
    A drawing with its ``height`` in pixels and the ``title`` of its file.

    With a ``width`` it has units of its own and scales as a whole; without, it is as wide as its page, and all places
    along the width are per cent.
    """

    title: str
    height: int
    width: int | None = None
    _parts: list[Markup] = field(default_factory=list)

    def line(self, kind: str, x1: Place, y1: float, x2: Place, y2: float, **more: object) -> None:
        """Add a line from (x1, y1) to (x2, y2)."""
        self._add("line", kind, {"x1": x1, "y1": y1, "x2": x2, "y2": y2, **more})

    def rect(self, kind: str, x: Place, y: float, width: Place, height: float, **more: object) -> None:
        """Add a rectangle with its upper left corner at (x, y)."""
        self._add("rect", kind, {"x": x, "y": y, "width": width, "height": height, "rx": 2, **more})

    def circle(self, kind: str, x: Place, y: float, radius: float, **more: object) -> None:
        """Add a circle around (x, y)."""
        self._add("circle", kind, {"cx": x, "cy": y, "r": radius, **more})

    def path(self, kind: str, way: str, title: str = "") -> None:
        """Add a path with the commands *way*; *title* is its text for pointers."""
        self._add("path", kind, {"d": way}, title)

    def text(self, kind: str, x: Place, y: float, words: str, *, anchor: str = "start", shift: float = 0) -> None:
        """Add *words* with their base line at *y*, and their *anchor* (start, middle, end) *shift* pixels from *x*."""
        placed = {} if anchor == "start" else {"text-anchor": anchor}
        self._parts.append(_element("text", kind, escape(words), {"x": x, "y": y, "dx": shift or None, **placed}))

    def open_link(self, href: str, label: str) -> None:
        """Begin a link to *href*, named *label*, around the following shapes."""
        self._parts.append(Markup('<a href="{}" aria-label="{}">').format(href, label))

    def close_link(self) -> None:
        """End the link around the shapes."""
        self._parts.append(Markup("</a>"))

    @property
    def markup(self) -> Markup:
        """The drawing as an element of a page, without a name: the page has its caption and its table."""
        has_links = any(part.startswith("<a ") for part in self._parts)
        hidden = Markup("") if has_links else Markup(' aria-hidden="true"')
        return Markup('<svg class="drawn" {}{} focusable="false">{}</svg>').format(
            self._size("100%", self.height), hidden, _join(self._parts)
        )

    def as_file(self, base: str = "", caption: str = "", standard_width: int = 720) -> str:
        """
        Return the drawing as an SVG document with its title and *caption* below it, to be read without its page.

        *base* is put before links that begin with a slash; *standard_width* in pixels is for a drawing that fits its
        page.
        """
        width = self.width or standard_width
        words = [("figure", line) for line in wrap(self.title, int(width / _LETTER))]
        words += [("tick", line) for line in wrap(caption, int(width / _LETTER))]
        height = self.height + _LINE * len(words) + (_LINE // 2 if words else 0)
        parts = [part.replace('<a href="/', Markup('<a href="{}/').format(base), 1) for part in self._parts]
        parts += [
            _element("text", kind, escape(line), {"x": 0, "y": self.height + _LINE * number})
            for number, (kind, line) in enumerate(words, start=1)
        ]
        head = Markup('<svg xmlns="http://www.w3.org/2000/svg" {} font-family="{}" font-size="13">').format(
            self._size(str(width), height), _FONT
        )
        title = Markup("<title>{}</title>").format(self.title)
        paper = Markup('<rect width="100%" height="100%" fill="#fff"/>')
        return f"{head}{title}{paper}{_join(parts)}</svg>\n"

    def _size(self, width: str, height: int) -> Markup:
        if self.width is None:
            return Markup('width="{}" height="{}"').format(width, height)
        return Markup('viewBox="0 0 {} {}" width="{}"').format(self.width, height, self.width)

    def _add(self, tag: str, kind: str, attributes: Mapping[str, object], title: str = "") -> None:
        within = Markup("<title>{}</title>").format(title) if title else Markup("")
        self._parts.append(_element(tag, kind, within, attributes))


def percent(share: float) -> str:
    """
    Return a share of the width as per cent.

    >>> percent(0.12345)
    '12.3%'
    """
    return f"{100 * share:.1f}%"


def _element(tag: str, kind: str, content: Markup, attributes: Mapping[str, object]) -> Markup:
    looks = _LOOKS.get(kind, {})
    if looks.keys().isdisjoint(attributes):
        head, rest = _class_attributes(kind), attributes
    else:
        head, rest = "", {"class": kind, **looks, **attributes}
    # A drawing has hundreds of elements: Markup.format takes ten times as long.
    return as_markup(f"<{tag}{head}{_attributes(rest)}>{content}</{tag}>")  # noqa: S704 - every value is escaped


@cache
def _class_attributes(kind: str) -> str:
    """Return the attributes that all shapes of a class have."""
    return _attributes({"class": kind, **_LOOKS.get(kind, {})})


def _attributes(attributes: Mapping[str, object]) -> str:
    return "".join(
        [
            f' {name.replace("_", "-")}="{round(value, 1) if isinstance(value, float) else escaped(value)}"'
            for name, value in attributes.items()
            if value is not None
        ]
    )


def _join(parts: Iterable[Markup]) -> Markup:
    return as_markup("".join(parts))  # noqa: S704 - of markup alone
