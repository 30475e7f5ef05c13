"""Each template has one context class, uses all its variables and no others, and fails on an unknown attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from flask import Flask, template_rendered
from jinja2 import Template, UndefinedError, meta, nodes

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.page_context import TemplateContext
from server.http.site import EXTENSION
from server.languages import ReaderLanguage
from server.settings import Settings
from server.things.pages import make_resource_page
from server.things.sources import today
from tests.test_national_pages import NATIONAL_PAGES

PAGES = (
    ("bundled", "/", "start.html"),
    ("bundled", "/about", "about.html"),
    ("bundled", "/api.html", "api.html"),
    ("bundled", "/api/titles-of-occupation.html?occupation=lege", "api_query.html"),
    ("bundled", "/browse", "browse.html"),
    ("bundled", "/data", "data.html"),
    ("bundled", "/catalog.html", "catalogue.html"),
    ("bundled", "/changes", "changes.html"),
    ("bundled", "/tables", "tables.html"),
    ("bundled", "/dumps", "dumps.html"),
    ("bundled", "/tables/title", "table.html"),
    ("bundled", "/changes.atom", "changes.atom"),
    ("bundled", "/code", "code.html"),
    ("bundled", "/compare?occupation=lege", "compare.html"),
    ("bundled", "/conformance", "conformance.html"),
    ("bundled", "/count?occupation=lege", "count.html"),
    ("bundled", "/course", "course.html"),
    ("bundled", "/course/3", "step.html"),
    ("bundled", "/def.html", "ontology.html"),
    ("bundled", "/doc/occupation/lege.html", "occupation.html"),
    ("bundled", "/doc/query/titles-by-group.html", "example.html"),
    ("bundled", "/doc/title/2221150.html", "thing.html"),
    ("bundled", "/examples", "examples.html"),
    ("bundled", "/interests", "interests.html"),
    ("bundled", "/limits", "limits.html"),
    ("bundled", "/list/title", "list.html"),
    ("bundled", "/neighbours/lege", "neighbours.html"),
    ("bundled", "/nothing", "error.html"),
    ("bundled", "/occupations", "occupations.html"),
    ("bundled", "/opensearch.xml", "opensearch.xml"),
    ("bundled", "/query?query=SELECT+*+{{+%3Fs+%3Fp+%3Fo+}}&run=1", "sparql.html"),
    ("bundled", "/recode", "recode.html"),
    ("bundled", "/reconcile/about", "reconcile.html"),
    ("bundled", "/reconcile/flyout/entity?id=occupation/lege", "flyout.html"),
    ("bundled", "/reconcile/preview?id=occupation/lege", "preview.html"),
    ("bundled", "/report?iri=http://localhost:8000/id/occupation/lege", "report.html"),
    ("bundled", "/search?q=lege", "search.html"),
    ("bundled", "/sitemap.xml", "sitemap.xml"),
    ("bundled", "/tree/styrk98", "tree.html"),
    ("bundled", "/linked/occupation/lege/to/yg:hasJobTitle", "linked.html"),
    ("portal", "/flows", "flows.html"),
    ("portal", "/pay/baker", "pay.html"),
    ("crossed", "/way?from=mobelsnekker&to=trevaresnekker", "way.html"),
    ("portal", "/figures/pay", "figure_table.html"),
    ("crossed", "/crosswalk/isco88-isco08/mappings", "mappings.html"),
    ("crossed", "/crosswalk/isco88-isco08/unmatched", "unmatched.html"),
    ("crossed", "/doc/crosswalk/isco88-isco08.html", "crosswalk.html"),
    ("portal", "/doc/education/bakerfag.html", "education.html"),
    ("bundled", "/doc/release/{release}.html", "release.html"),
)


def subclasses(class_: type[TemplateContext]) -> Iterator[type[TemplateContext]]:
    """Yield the subclasses of a class that have a template, at any depth."""
    for one in class_.__subclasses__():
        if "template" in vars(one):
            yield one
        yield from subclasses(one)


CONTEXTS = sorted(subclasses(TemplateContext), key=lambda class_: class_.template)
TYPES = {class_ for one in CONTEXTS for class_ in one.__mro__ if issubclass(class_, TemplateContext)}


def parse(app: Flask, name: str) -> nodes.Template:
    """Return the syntax tree of a template."""
    loader = app.jinja_env.loader
    assert loader is not None
    return app.jinja_env.parse(loader.get_source(app.jinja_env, name)[0])


def parts(app: Flask, name: str) -> Iterator[str]:
    """Yield a template and those it extends or includes, which see its variables."""
    yield name
    tree = parse(app, name)
    shared: list[nodes.Extends | nodes.Include] = [*tree.find_all(nodes.Extends), *tree.find_all(nodes.Include)]
    for found in shared:
        yield from parts(app, found.template.as_const())


def free_variables(app: Flask, name: str) -> set[str]:
    """Return the variables of a template that neither the template nor the environment defines."""
    tree = parse(app, name)
    own = {macro.name for macro in tree.find_all(nodes.Macro)} | {
        one.name for found in tree.find_all((nodes.Assign, nodes.AssignBlock)) for one in found.find_all(nodes.Name)
        if one.ctx == "store"
    }  # fmt: skip
    imported = {
        one if isinstance(one, str) else one[1] for found in tree.find_all(nodes.FromImport) for one in found.names
    }
    return meta.find_undeclared_variables(tree) - own - imported


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[Release], Flask]]:
    """Return a function that returns the application over a release, the same for each call."""
    with ExitStack() as stack:

        @cache
        def make(home: Path) -> Flask:
            app = create_app(CurrentRelease(Releases(home)), Settings(home=home, query_memory=512 << 20, executors=1))
            stack.callback(app.extensions[EXTENSION].executors.close)
            return app

        yield lambda release: make(release.folder.parent)


def test_every_template_has_one_context_class_or_is_a_part_of_others(app: Flask) -> None:
    names = set(app.jinja_env.list_templates())
    referenced = {part for name in names for part in meta.find_referenced_templates(parse(app, name))}

    assert len(CONTEXTS) > 25
    assert sorted(names - referenced) == [class_.template for class_ in CONTEXTS]


@pytest.mark.parametrize("class_", CONTEXTS, ids=lambda class_: class_.template)
def test_a_template_uses_the_variables_of_its_context_class_and_no_others(
    app: Flask, class_: type[TemplateContext]
) -> None:
    used = {name for part in parts(app, class_.template) for name in free_variables(app, part)}
    inherited = {field.name for base in class_.__mro__[1:] if base in TYPES for field in fields(base)}
    own = {field.name for field in fields(class_)}

    assert used <= own
    assert own - inherited <= used


def test_every_template_is_rendered_by_a_test() -> None:
    templates = [template for _, _, template in PAGES] + [template for _, template in NATIONAL_PAGES]

    assert sorted(templates) == [class_.template for class_ in CONTEXTS]


@pytest.mark.parametrize(("world", "path", "template"), PAGES, ids=[template for _, _, template in PAGES])
def test_a_template_finds_all_that_it_shows(
    request: pytest.FixtureRequest, serve: Callable[[Release], Flask], world: str, path: str, template: str
) -> None:
    release: Release = request.getfixturevalue(world)
    app = serve(release)
    rendered: list[str | None] = []

    def note(sender: Flask, template: Template, **_: object) -> None:
        rendered.append(template.name)

    with template_rendered.connected_to(note, app):
        response = app.test_client().get(path.format(release=release.id), headers={"Accept": "text/html"})

    assert response.status_code == (404 if template == "error.html" else 200)
    assert template in rendered


def test_macros_use_their_parameters_only(app: Flask) -> None:
    assert free_variables(app, "macros.html") == set()


MISSPELT = (("card.page", "card.pag"), ("heading.iri", "heading.irri"), ("step.length", "step.lenght"))


@pytest.mark.parametrize(("right", "wrong"), MISSPELT)
def test_a_misspelt_attribute_fails(app: Flask, bundled: Release, right: str, wrong: str) -> None:
    loader = app.jinja_env.loader
    assert loader is not None
    source = loader.get_source(app.jinja_env, "occupation.html")[0]
    assert right in source

    with app.test_request_context("/doc/occupation/lege.html"):
        page = make_resource_page(bundled, bundled.names.thing("occupation", "lege"), ReaderLanguage.of("nn"), today())
        variables = {field.name: getattr(page, field.name) for field in fields(page)}
        app.jinja_env.from_string(source).render(variables)

        with pytest.raises(UndefinedError, match=wrong.partition(".")[2]):
            app.jinja_env.from_string(source.replace(right, wrong)).render(variables)
