from pathlib import Path

import pytest

from detector.policy import PolicyError, load_policy, nearest


def write(folder: Path, text: str) -> Path:
    path = folder / "detector.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_flag_beats_environment_beats_file_beats_default(tmp_path: Path) -> None:
    assert load_policy({}, None, {}, tmp_path).k == 5
    path = write(tmp_path, "k = 7\nthreshold = 10\n")
    assert load_policy({}, path, {}).k == 7
    assert load_policy({}, path, {"DETECTOR_K": "8"}).k == 8
    policy = load_policy({"k": 9}, path, {"DETECTOR_K": "8"})
    assert (policy.k, policy.threshold) == (9, 10)


def test_the_nearest_file_upward_is_used(tmp_path: Path) -> None:
    path = write(tmp_path, "k = 7\n")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert nearest(deep) == path
    assert load_policy({}, None, {}, deep).k == 7


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("k = 5\nfoo = 1\n", 2, "foo"),
        ('\n\nfail-on = "maybe"\n', 3, "fail-on"),
        ("[recognizers]\n\nsurprise = 1\n", 3, "surprise"),
        ('k = 5\n[columns]\n"A b" = "nonsense"\n', 2, "nonsense"),
        ("fail_on = 1\n", 1, "fail_on"),
    ],
)
def test_an_unknown_key_or_bad_value_names_file_and_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(PolicyError) as caught:
        load_policy({}, path, {})
    assert f"{path}, line {line}" in str(caught.value)
    assert word in str(caught.value)


def test_broken_toml_and_wrong_variables_are_errors(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="line 1"):
        load_policy({}, write(tmp_path, "k = \n"), {})
    with pytest.raises(PolicyError, match="DETECTOR_FAILON"):
        load_policy({}, None, {"DETECTOR_FAILON": "low"})
    with pytest.raises(PolicyError, match="DETECTOR_K"):
        load_policy({}, None, {"DETECTOR_K": "many"})


def test_columns_merge_and_are_found_without_regard_to_case(tmp_path: Path) -> None:
    path = write(tmp_path, '[columns]\nStation = "location"\n')
    policy = load_policy({"columns": {"Grade": "occupation:other"}}, path, {})
    assert policy.column_overrides() == {"station": ("location", None), "grade": ("occupation", "other")}
