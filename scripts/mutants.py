"""Mutation testing of the rooms where numbers are made: a slip is put into the code, and a test must notice.

    python -m scripts.mutants                          every mutant
    python -m scripts.mutants --sample 500 --seed 1    some, spread over the rooms by their size
    python -m scripts.mutants --only gaps/margins      the mutants of files whose path contains this
    python -m scripts.mutants --survivors              those that lived the last time, with every test again
    python -m scripts.mutants --list                   names them, runs nothing

No file is changed: a mutant lives in the memory of a forked process, which runs the tests that pass over the mutated
line until one fails: first those that noticed other slips of the same file, then the quickest. A slip inside a
function replaces the code of the functions already loaded; one outside (a table, a default) is compiled in place of
its module before anything is imported. docs/mutants.md
"""

from __future__ import annotations

import argparse
import gc
import importlib.machinery
import json
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter, defaultdict
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

import coverage
import pandas as pd  # noqa: F401 - loaded once, for every fork
import pytest
from _pytest.runner import runtestprotocol
from scripts.mutations import Mutant, mutants, statements

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "fzplan"
ROOMS = ("units", "periods.py", "formula", "gaps")
TESTS = ("tests/units", "tests/test_periods.py", "tests/formula", "tests/gaps", "tests/indicators")
OPTIONS = ("-q", "-s", "-p", "no:cacheprovider", "-p", "no:cov", "--assert=plain", "--rootdir", str(ROOT))
MEMORY = 6 << 30
SURVIVORS = ROOT / "build" / "mutants-survivors.txt"
FLOOR = 83.0  # of slips met by chance and by quick tests alone, before their survivors were given tests


def forked(work: Callable[[], int], seconds: float) -> int:
    """What `work` returns in a process of its own; −1 when it had to be ended."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(int(seconds))
    try:
        os._exit(work())
    except BaseException:  # noqa: BLE001 - whatever a mutant throws, it was noticed
        traceback.print_exc()
        os._exit(1)


def quiet(seconds: float) -> None:
    """Nothing of a mutant's run is shown, and it cannot eat the machine: neither memory nor an endless loop."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    limit = int(spent() + 5 + 5 * seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))


def spent() -> float:
    """Seconds of processor, with those of the processes that a test started."""
    return sum(os.times()[:4])


class Loop:
    """A pytest plugin that hands the collected tests to `work` instead of running them."""

    def __init__(self, work: Callable[[dict[str, pytest.Item]], None]) -> None:
        self.work = work

    def pytest_sessionstart(self) -> None:
        """A failing example is enough: nobody reads the smallest one."""
        import hypothesis  # which pytest wants to see first

        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutants", derandomize=True, deadline=None, phases=phases)
        hypothesis.settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Everything is collected and imported, nothing has run."""
        if session.testsfailed:  # a module that cannot be imported
            print(f"{session.testsfailed} test modules could not be collected")
            os._exit(1)
        self.work({item.nodeid: item for item in session.items})
        return True


def failing(items: Sequence[pytest.Item]) -> str | None:
    """Run the tests one after the other; name the first that fails."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
            return item.nodeid
    return None


def measure(items: dict[str, pytest.Item], to: Path) -> None:
    """Write the seconds of every test, and which tests pass over which line."""
    measured = coverage.Coverage(data_file=None, branch=False, include=[f"{SRC}/*"], config_file=False)
    seconds, broken = {}, []
    measured.start()
    for name, item in items.items():
        measured.switch_context(name)
        start = spent()
        if failing([item]):
            broken.append(name)
        seconds[name] = round(spent() - start, 3)
    measured.stop()
    data = measured.get_data()
    lines = {path: data.contexts_by_lineno(path) for path in data.measured_files()}
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(json.dumps({"seconds": seconds, "failing": broken, "lines": lines}), encoding="utf-8")


def _over(mutant: Mutant, known: dict[str, Any]) -> set[str]:
    """The tests that pass over a mutant inside a function; none where it runs when its module is imported."""
    lines = known["lines"].get(str(mutant.path), {}) if mutant.inside else {}
    first, last = mutant.lines
    return set().union(*(lines.get(str(line), ()) for line in range(first, last + 1)))


def covering(mutant: Mutant, known: dict[str, Any]) -> list[str]:
    """The tests of a mutant, the quickest first: those of its file where its line runs at import."""
    lines = known["lines"].get(str(mutant.path), {})
    names = _over(mutant, known) or set().union(*lines.values())
    if not names:  # a table: the tests of its room
        names = {name for name in known["seconds"] if mutant.room.removesuffix(".py") in name}
    return sorted(
        (name for name in names if name in known["seconds"]),
        key=lambda name: (known["seconds"][name], name),
    )


def pairs(old: CodeType, new: CodeType) -> dict[CodeType, CodeType]:
    """The code objects of a module beside those of its mutant."""
    found = {old: new}
    nested = [defaultdict(list), defaultdict(list)]
    for side, code in zip(nested, (old, new), strict=True):
        for const in code.co_consts:
            if isinstance(const, CodeType):
                side[const.co_qualname, const.co_firstlineno].append(const)
    for key, codes in nested[0].items():
        for one, other in zip(codes, nested[1][key], strict=False):
            found |= pairs(one, other)
    return found


def loaded() -> dict[str, list[FunctionType]]:
    """Every function there is, by its file: looked for once, since looking copies the pages of a forked process."""
    found = defaultdict(list)
    for function in gc.get_objects():
        if type(function) is FunctionType:
            found[function.__code__.co_filename].append(function)
    gc.freeze()
    return found


def infect(mutant: Mutant, functions: Sequence[FunctionType]) -> None:
    """Give every loaded function of the module the mutant's code."""
    source = mutant.path.read_text(encoding="utf-8")
    codes = pairs(
        compile(source, str(mutant.path), "exec", dont_inherit=True),
        compile(mutant.tree(), str(mutant.path), "exec", dont_inherit=True),
    )
    for function in functions:
        code = codes.get(function.__code__)
        if code is not None and code.co_freevars == function.__code__.co_freevars:
            function.__code__ = code


def replace(mutant: Mutant) -> None:
    """Compile the mutant where its module is going to be imported."""
    usual = importlib.machinery.SourceFileLoader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, fullname: str) -> CodeType | None:
        if self.path == str(mutant.path):
            return compile(mutant.tree(), self.path, "exec", dont_inherit=True)
        return usual(self, fullname)

    importlib.machinery.SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


class Run:
    """The mutants that are tried, and what became of them."""

    def __init__(self, chosen: list[Mutant], known: dict[str, Any], most: float) -> None:
        self.chosen, self.known, self.most = chosen, known, most
        self.survivors: list[Mutant] = []
        self.tried: Counter[str] = Counter()
        self.noticing: dict[Path, list[str]] = defaultdict(list)  # the tests that failed in a file, the latest first

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests of a mutant: those that noticed another of its file first, and no more than `most` seconds."""
        names = covering(mutant, self.known)
        early = [name for name in self.noticing[mutant.path] if name in names][:20]
        total, found = 0.0, []
        for name in dict.fromkeys([*early, *names]):
            total += self.known["seconds"][name]
            if found and total > self.most:
                break
            found.append(name)
        return found

    def record(self, mutant: Mutant, tests: list[str], work: Callable[[], str | None]) -> None:
        """Try one mutant in a fork, which tells the test that fails through a pipe."""
        seconds = sum(self.known["seconds"][name] for name in tests)
        start = time.monotonic()
        reading, writing = os.pipe()

        def told() -> int:
            quiet(seconds)
            name = work()
            os.write(writing, (name or "").encode())
            return int(name is not None)

        lives = bool(not tests or forked(told, 60 + 10 * seconds) == 0)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            name = pipe.read()
        if name:
            noticing = self.noticing[mutant.path]
            noticing[:] = [name, *(other for other in noticing if other != name)]
        self.tried[mutant.room] += 1
        if lives:
            self.survivors.append(mutant)
            with SURVIVORS.open("a", encoding="utf-8") as file:
                print(mutant, file=file)
        state = "SURVIVED" if lives else "killed"
        print(f"{state:8} {len(tests):4} tests {time.monotonic() - start:5.1f} s  {mutant}", flush=True)

    def outside(self) -> None:
        """The mutants of module level: each in a process that has not imported fzplan yet."""
        for mutant in (one for one in self.chosen if not _over(one, self.known)):
            tests = self.tests(mutant)

            def work(mutant: Mutant = mutant, tests: list[str] = tests) -> str | None:
                replace(mutant)
                found: list[str | None] = []

                def run(items: dict[str, pytest.Item]) -> None:
                    found.append(failing([items[name] for name in tests if name in items]))

                pytest.main([*OPTIONS, "-x", *tests], plugins=[Loop(run)])
                return found[0] if found else tests[0]  # not even collected

            self.record(mutant, tests, work)

    def inside(self, items: dict[str, pytest.Item]) -> None:
        """The mutants inside functions: each in a fork of the process that has collected everything."""
        functions = loaded()
        for mutant in (one for one in self.chosen if _over(one, self.known)):
            tests = [name for name in self.tests(mutant) if name in items]

            def work(mutant: Mutant = mutant, tests: list[str] = tests) -> str | None:
                infect(mutant, functions[str(mutant.path)])
                return failing([items[name] for name in tests])

            self.record(mutant, tests, work)
        self.report()

    def report(self) -> None:
        """Print the score of every room and end the process: 1 below the floor."""
        lived = Counter(mutant.room for mutant in self.survivors)
        for room, tried in sorted(self.tried.items()):
            print(f"{room:10} {tried:5} tried {lived[room]:4} survived {100 - 100 * lived[room] / tried:6.1f} %")
        total = self.tried.total()
        score = 100 - 100 * lived.total() / total
        print(
            f"{'all':10} {total:5} tried {lived.total():4} survived {score:6.1f} %  (floor {FLOOR:.0f} %)", flush=True
        )
        os._exit(score < FLOOR)


def files(room: str) -> list[Path]:
    """The modules of a room."""
    return [SRC / room] if room.endswith(".py") else sorted((SRC / room).rglob("*.py"))


def chosen(only: str, sample: int, seed: int) -> list[Mutant]:
    """The mutants to try; of a sample every room has its share by statements."""
    weights = {room: sum(map(statements, files(room))) for room in ROOMS}
    found = []
    for room in ROOMS:
        all_ = [one for path in files(room) for one in mutants(path, room) if only in str(path)]
        share = round(sample * weights[room] / sum(weights.values())) if sample else len(all_)
        found += random.Random(seed).sample(all_, min(share, len(all_)))
    return sorted(found, key=lambda one: (one.path, one.number))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the tests once, then try the mutants; 1 when too many live."""
    parser = argparse.ArgumentParser(description="mutation testing")
    parser.add_argument("--only", default="", help="part of the path of a module")
    parser.add_argument("--sample", type=int, default=0, help="how many mutants (all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=3.0, help="seconds: slower tests are left out")
    parser.add_argument("--most", type=float, default=60.0, help="seconds of tests for one mutant, the quickest first")
    parser.add_argument("--survivors", action="store_true", help="only those that lived the last time")
    parser.add_argument("--list", action="store_true", help="name them, run nothing")
    parser.add_argument("--again", action="store_true", help="with what was measured the last time")
    options = parser.parse_args(arguments)
    found = chosen(options.only, options.sample, options.seed)
    if options.survivors:
        lived = set(SURVIVORS.read_text(encoding="utf-8").splitlines())
        found = [one for one in found if str(one) in lived]
    if options.list:
        print("\n".join(map(str, found)), len(found), sep="\n")
        return 0
    os.chdir(ROOT)
    collected = [*OPTIONS, *TESTS, *(f"src/fzplan/{room}" for room in ROOMS)]
    known = ROOT / "build" / "mutants.json"
    if not (options.again and known.exists()):
        forked(lambda: int(pytest.main(collected, plugins=[Loop(lambda items: measure(items, known))])), 7200)
    measured = json.loads(known.read_text(encoding="utf-8"))
    measured["seconds"] = {
        name: seconds
        for name, seconds in measured["seconds"].items()
        if seconds <= options.longest and name not in measured["failing"]
    }
    random.Random(options.seed).shuffle(found)  # what has run when it is stopped is a sample
    SURVIVORS.write_text("", encoding="utf-8")
    run = Run(found, measured, options.most)
    run.outside()
    return int(pytest.main(collected, plugins=[Loop(run.inside)]))


if __name__ == "__main__":
    sys.exit(main())
