"""The rules that no case folder raises: why, how each is tried instead, and by which test."""

from __future__ import annotations

from typing import NamedTuple

from fzplan.diagnostics import Text


class Tried(NamedTuple):
    """How a rule without a case folder is raised, for its page, and the test that does so."""

    how: Text
    test: str


CASELESS = {
    "FZ355": Tried(
        Text(
            "案例文件夹带不了文件的读取权限。测试把一个文件和一个文件夹的权限去掉，以没有特权的用户身份读取。",
            "A case folder cannot carry permissions. The test takes those of a file and a folder away, "
            "and reads both as a user without privileges.",
        ),
        "tests/returns/test_files.py::test_a_closed_folder_and_a_closed_file",
    ),
    "FZ900": Tried(
        Text(
            "程序没有已知的缺陷可供举例。测试把计算的函数换成一个必然出错的函数，再运行程序。",
            "No fault of the program is known that could serve. "
            "The test puts a function that fails in the place of the one that computes, and runs the program.",
        ),
        "tests/cli/test_program.py::test_a_bug_is_3_with_one_sentence",
    ),
    "FZ931": Tried(
        Text(
            "版本号随安装而不同，写进案例就不能重复。测试取出一个证据包的成员，改动所记的版本号，由程序重新写清单和封印，再核验。",
            "Versions differ from one installation to the next, and a case with them could not be repeated. The test "
            "takes the members of a pack, changes the version they name, has manifest and seal written anew, and verifies.",
        ),
        "tests/cli/test_pack.py::test_other_versions_are_said_and_values_compared",
    ),
    "FZ950": Tried(
        Text(
            "测试所用的环境装有各个引擎。测试使程序找不到它们，再逐个选用。",
            "The environment of the tests has every engine. The test hides them from the program, and asks for each.",
        ),
        "tests/microdata/test_sources.py::test_no_engine_at_all",
    ),
}
