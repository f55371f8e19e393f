"""The page's JavaScript: its types, its form, and its logic, each by the tool that is made for it.

What they check with is in tests/javascript/; what needs a page is tested in browsers.
"""

import pytest

from lenet.web import static_files


@pytest.mark.parametrize("check", ["types", "form", "logic"])  # scripts of package.json
def test_the_pages_javascript_passes(check, npm):
    done = npm("run", "--silent", check)
    if done.returncode != 0:
        pytest.fail(done.stdout, pytrace=False)


def test_the_served_modules_are_the_same_programs(npm, tmp_path):
    """What is served lacks comments, and nothing else: TypeScript’s compiler makes the same of both."""

    def without_comments(modules: dict[str, bytes], name: str) -> dict[str, str]:
        folder, bare = tmp_path / name, tmp_path / f"{name}-bare"
        for path, content in modules.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        options = ["--allowJs", "--removeComments", "--noCheck", "--target", "esnext", "--module", "esnext"]
        named = ["--rootDir", str(folder), "--outDir", str(bare), *(str(folder / path) for path in modules)]
        done = npm("exec", "--", "tsc", "--ignoreConfig", *options, *named)
        assert done.returncode == 0, done.stdout
        return {path: (bare / path).read_text(encoding="utf-8") for path in modules}

    served = {
        name: file.encoded[""]
        for name, file in static_files.StaticFiles({}).files.items()
        if name.endswith(".js")
    }
    sources = {name: (static_files.FOLDER / name).read_bytes() for name in served}
    assert len(served) > 100 and sum(map(len, served.values())) < 0.8 * sum(map(len, sources.values()))
    assert without_comments(served, "served") == without_comments(sources, "sources")
