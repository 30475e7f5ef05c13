"""
The code that templates compile to, and its cache on disk, which the workers share.

A page writes five thousand values and calls ``PageFunctions`` a thousand times. The code that Jinja generates makes a
``Markup`` object of each value, and checks each function for ``pass_context``. Where Jinja renames the methods that are
overridden here, its own code is generated, which is slower and renders the same text.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from keyword import iskeyword
from pathlib import Path

from flask.templating import Environment
from jinja2 import BytecodeCache, FileSystemBytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from graph import __version__

from .markup import escaped

log = logging.getLogger(__name__)

# Functions without ``pass_context``, called directly; no macro and no variable may have one of these names.
PLAIN_FUNCTIONS = frozenset(("t", "here", "said", "share", "figure_row"))


class _PageCode(CodeGenerator):
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - of Jinja
        is_plain = isinstance(node.node, nodes.Name) and node.node.name in PLAIN_FUNCTIONS
        is_unpacked = node.dyn_args or node.dyn_kwargs or any(iskeyword(argument.key) for argument in node.kwargs)
        if not is_plain or forward_caller or is_unpacked:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class PageEnvironment(Environment):
    """The environment of templates that compile to shorter code; they render to the same text."""

    code_generator_class = _PageCode
    escaped = staticmethod(escaped)


class _CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a folder that may fill up or be cleaned away: a template is then compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template where its file can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code of a template where there is room for it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _digest_generator() -> str:
    """Return a digest of all that templates are compiled by, so that no other version uses their code."""
    made_by = f"{__version__} {version('jinja2')} {Path(__file__).read_text('utf-8')}"
    return sha256(made_by.encode()).hexdigest()[:12]


def find_bytecode_cache() -> BytecodeCache | None:
    """
    Return the cache of compiled templates in the user's folder for temporary files, or None where there can be none.

    Compiling the templates of one page takes a second of processor, in each worker.
    """
    try:
        return _CompiledTemplates(pattern=f"yrkesgraf-{_digest_generator()}-%s")
    except (OSError, RuntimeError) as error:
        log.debug("templates are compiled by each worker: %s", error)
        return None
