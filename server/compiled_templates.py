"""
The code that templates compile to, and its cache on disk, which the workers share.

A page writes five thousand values, and calls ``PageFunctions`` a thousand times. The code of Jinja makes each value an
object of ``Markup`` first, and looks at each function for the context that it may want passed.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from keyword import iskeyword

from flask.templating import Environment
from jinja2 import BytecodeCache, FileSystemBytecodeCache, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from graph import __version__

from .markup import write

log = logging.getLogger(__name__)

# Functions that want nothing passed but their arguments; no macro and no variable may have one of these names.
PLAIN_FUNCTIONS = frozenset(("t", "here", "said", "share", "figure_row"))


class _PageCode(CodeGenerator):
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.write(")

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
    write = staticmethod(write)


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


def find_bytecode_cache() -> BytecodeCache | None:
    """
    Return the cache of compiled templates in the user's folder for temporary files, or None where there can be none.

    Compiling the templates of one page takes a second of processor, in each worker.
    """
    try:
        return _CompiledTemplates(pattern=f"yrkesgraf-{__version__}-direct-%s")
    except (OSError, RuntimeError) as error:
        log.debug("templates are compiled by each worker: %s", error)
        return None
