"""The code that templates compile to."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import UndefinedError, nodes
from markupsafe import Markup

from server.compiled_templates import PLAIN_FUNCTIONS, PageEnvironment


def here(path: str, *more: str, **query: str) -> str:
    """Return a path as text, unescaped."""
    return f"{path}?{more}{query}"


VARIABLES = {
    "name": "<b>",
    "markup": Markup("<i>"),
    "items": [1, "&"],
    "chosen": {"lang": "nn"},
    "here": here,
    "t": lambda: "ja & nei",
    "said": lambda passage, language: Markup("<u>") + passage + language,
}
TEMPLATES = (
    "{{ name }}{{ markup }}{{ 5 }}{{ none }}",
    "{{ t() }}{{ here(name) }}{{ here(name, 'x', kind=name) }}",
    "{{ here('/a', **{'from': name}) }}{{ here('/a', from=name, to='x') }}{{ here(*items, **chosen) }}",
    "{% for item in items %}{{ said(name, t()) }}{{ here(item, at=loop.index) }}{% endfor %}",
    "{% macro row(of) %}<p>{{ of }}{{ caller() }}{% endmacro %}{% call row(t()) %}{{ said(name, t()) }}{% endcall %}",
    "{% set body %}{{ name }}{{ said(name, '&') }}{% endset %}{{ body }}{{ body|length }}{{ body ~ name }}",
    "{{ (name ~ markup)|upper }}{{ name|safe }}{% autoescape false %}{{ name }}{{ t() }}{% endautoescape %}{{ name }}",
)


def make(environment: type[Environment]) -> Environment:
    """Return an environment that escapes as pages do."""
    return environment(Flask(__name__), autoescape=True)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_renders_to_the_text_that_jinja_renders(template: str) -> None:
    expected = make(Environment).from_string(template).render(VARIABLES)

    assert make(PageEnvironment).from_string(template).render(VARIABLES) == expected


def test_values_are_escaped_and_plain_functions_called_directly() -> None:
    code = make(PageEnvironment).compile("{{ t('a') }}{{ name }}{{ other('b') }}", raw=True)

    assert "environment.escaped(" in code
    assert " escape(" not in code
    assert code.count("context.call(") == 1


def test_an_unknown_function_fails_by_its_name() -> None:
    template = make(PageEnvironment).from_string("{{ t('a') }}")

    with pytest.raises(UndefinedError, match="'t' is undefined"):
        template.render()


def test_plain_functions_want_no_context_and_no_template_names_anything_like_them(app: Flask) -> None:
    environment = app.jinja_env
    assert environment.loader is not None
    sources = [environment.loader.get_source(environment, name)[0] for name in environment.list_templates()]
    trees = [environment.parse(source) for source in sources]
    macros = {macro.name for tree in trees for macro in tree.find_all(nodes.Macro)}
    variables = {one.name for tree in trees for one in tree.find_all(nodes.Name) if one.ctx in {"store", "param"}}

    imports = [one for tree in trees for one in tree.find_all(nodes.FromImport)]
    aliases = {name[1] if isinstance(name, tuple) else name for one in imports for name in one.names}
    targets = {one.target for tree in trees for one in tree.find_all(nodes.Import)}

    assert min(len(macros), len(variables), len(aliases)) > 20
    assert not PLAIN_FUNCTIONS & (macros | variables | aliases | targets)
    assert not [name for name in PLAIN_FUNCTIONS if hasattr(environment.globals[name], "jinja_pass_arg")]
