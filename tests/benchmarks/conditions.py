"""Conditions of a module changed one at a time, or watched: what its functions do when it is made of other code.

Not a benchmark: what `masking_rules.py` reads.
"""

from __future__ import annotations

import ast
import copy
import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

Change = tuple[str, Callable[[Any], None]]


def _without_part(node: ast.BoolOp) -> Iterator[Change]:
    neutral = ast.Constant(value=isinstance(node.op, ast.And))
    for place, value in enumerate(node.values):
        yield ast.unparse(value), lambda same, place=place: operator.setitem(same.values, place, neutral)


def _without_if(node: ast.If) -> Iterator[Change]:
    if ast.unparse(node.test) != "TYPE_CHECKING":
        yield f"if {ast.unparse(node.test)}", lambda same: setattr(same, "test", ast.Constant(value=False))


def _without_choice(node: ast.IfExp) -> Iterator[Change]:
    for answer in (False, True):
        said = f"choice, {answer}: {ast.unparse(node)}"
        yield said, lambda same, answer=answer: setattr(same, "test", ast.Constant(value=answer))


def _without_filter(node: ast.comprehension) -> Iterator[Change]:
    for place, value in enumerate(node.ifs):
        yield f"if {ast.unparse(value)}", lambda same, place=place: same.ifs.pop(place)


def _without_yield(node: ast.Expr) -> Iterator[Change]:
    nothing = ast.YieldFrom(value=ast.Tuple(elts=[], ctx=ast.Load()))  # it stays one that yields
    if isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield ast.unparse(node), lambda same: setattr(same, "value", nothing)


CHANGES = {
    ast.BoolOp: _without_part,
    ast.If: _without_if,
    ast.IfExp: _without_choice,
    ast.comprehension: _without_filter,
    ast.Expr: _without_yield,
}


def changed_codes(module: ModuleType) -> Iterator[tuple[int, str, CodeType]]:
    """Give the code of a module without one condition, half of one or `yield`, with its line and what was taken out."""
    path = Path(str(module.__file__))
    tree = ast.parse(path.read_text("utf-8"))
    for number, node in enumerate(ast.walk(tree)):
        for said, change in CHANGES.get(type(node), lambda _: ())(node):
            changed = copy.deepcopy(tree)
            change(next(other for place, other in enumerate(ast.walk(changed)) if place == number))
            code = compile(ast.fix_missing_locations(changed), str(path), "exec", dont_inherit=True)
            yield getattr(node, "lineno", 0), said, code


@contextmanager
def recompiled(module: ModuleType, code: CodeType) -> Iterator[None]:
    """Let the functions of a module do what they do when it is made of other code."""
    other: dict[str, Any] = {"__name__": module.__name__, "_seen_": lambda _, value: value}
    exec(code, other)
    pairs = list(_pairs(vars(module), other, module.__name__))
    usual = [(mine, mine.__code__) for mine, _ in pairs]
    for mine, theirs in pairs:
        mine.__code__ = theirs.__code__
    try:
        yield
    finally:
        for mine, its in usual:
            mine.__code__ = its


def _pairs(mine: Any, theirs: Any, home: str) -> Iterator[tuple[FunctionType, FunctionType]]:
    """Give the functions and methods of two namespaces by name."""
    for name, value in mine.items():
        if isinstance(value, type):
            yield from _pairs(vars(value), vars(theirs[name]), home) if value.__module__ == home else ()
            continue
        function, same = _bare(value), _bare(theirs.get(name))
        if (
            isinstance(function, FunctionType)
            and function.__module__ == home
            and isinstance(same, FunctionType)
        ):
            yield function, same


def _bare(value: Any) -> Any:
    """Give a function without what remembers its answers or makes a property of it."""
    for name in ("fget", "func", "__wrapped__", "__func__"):
        value = getattr(value, name, value)
    return value


class Watched(ast.NodeTransformer):
    """Puts a note of its answer around every condition, and before every `yield` that stands alone."""

    def __init__(self, home: str) -> None:
        self.home, self.number = home, 0

    def noted(self, node: ast.expr) -> ast.expr:
        self.number += 1
        name = ast.Constant(value=f"{self.home}:{node.lineno} {ast.unparse(node)[:90]}")
        return ast.copy_location(ast.Call(ast.Name("_seen_", ast.Load()), [name, node], []), node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        node.values = [self.noted(value) for value in node.values]
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.test, ast.BoolOp) and ast.unparse(node.test) != "TYPE_CHECKING":
            node.test = self.noted(node.test)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        node.test = self.noted(node.test)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs = [self.noted(value) for value in node.ifs]
        return node
