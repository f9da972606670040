"""Writes the generalisation hierarchies of the Adult census extract: value; coarser; coarser still, as ARX reads them.

Ours, made from the meaning of the values (regions of countries as the United Nations group them). Run from the root of the
repository: ``python -m corpora.hierarchies.adult.make``.
"""

from __future__ import annotations

import csv
from pathlib import Path

_FOLDER = Path(__file__).parent
_TREES: dict[str, dict[str, tuple[str, ...]]] = {
    "sex": {"*": ("Male", "Female")},
    "race": {"White": ("White",), "Not white": ("Black", "Asian-Pac-Islander", "Amer-Indian-Eskimo", "Other")},
    "salary-class": {"*": ("<=50K", ">50K")},
}
_DEEP: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {
    "marital-status": {
        "Married": {"Spouse present": ("Married-civ-spouse", "Married-AF-spouse"), "Spouse absent": ("Married-spouse-absent",)},
        "Not married": {"Once married": ("Divorced", "Separated", "Widowed"), "Never married": ("Never-married",)},
    },
    "education": {
        "Without a degree": {
            "Primary": ("Preschool", "1st-4th", "5th-6th", "7th-8th"),
            "Secondary": ("9th", "10th", "11th", "12th", "HS-grad"),
        },
        "Post-secondary": {
            "Some post-secondary": ("Some-college", "Assoc-voc", "Assoc-acdm"),
            "Degree": ("Bachelors", "Masters", "Doctorate", "Prof-school"),
        },
    },
    "workclass": {
        "Working for pay": {
            "Private": ("Private",),
            "Government": ("State-gov", "Federal-gov", "Local-gov"),
            "Self-employed": ("Self-emp-not-inc", "Self-emp-inc"),
        },
        "Without pay": {"Without pay": ("Without-pay",)},
    },
    "occupation": {
        "White collar": {
            "Office": ("Adm-clerical", "Exec-managerial", "Sales"),
            "Professional": ("Prof-specialty", "Tech-support"),
        },
        "Blue collar and service": {
            "Manual": ("Handlers-cleaners", "Machine-op-inspct", "Craft-repair", "Transport-moving", "Farming-fishing"),
            "Service": ("Other-service", "Protective-serv", "Priv-house-serv", "Armed-Forces"),
        },
    },
    "native-country": {
        "Americas": {
            "North America": ("United-States", "Canada", "Outlying-US(Guam-USVI-etc)"),
            "Latin America": (
                "Mexico", "Cuba", "Jamaica", "Puerto-Rico", "Honduras", "Columbia", "Ecuador", "Haiti", "Dominican-Republic",
                "El-Salvador", "Guatemala", "Peru", "Trinadad&Tobago", "Nicaragua",
            ),
        },
        "Rest of the world": {
            "Europe": (
                "England", "Germany", "Poland", "Portugal", "France", "Italy", "Yugoslavia", "Scotland", "Greece", "Ireland",
                "Hungary", "Holand-Netherlands",
            ),
            "Asia": (
                "India", "Iran", "Philippines", "Cambodia", "Thailand", "Laos", "Taiwan", "China", "Japan", "Vietnam", "Hong",
            ),
            "Not stated": ("South",),
        },
    },
}  # fmt: skip
_AGES = (5, 10, 20, 40)


def main() -> None:
    """Write one file for each attribute."""
    for name, tree in _TREES.items():
        _write(
            name,
            [
                (value, group, "*") if group != "*" else (value, "*")
                for group, values in tree.items()
                for value in values
            ],
        )
    for name, deep in _DEEP.items():
        rows = [
            (v, middle, top, "*") for top, inner in deep.items() for middle, values in inner.items() for v in values
        ]
        _write(name, rows)
    _write(
        "age", [(str(age), *(f"{age // w * w}-{age // w * w + w - 1}" for w in _AGES), "*") for age in range(0, 100)]
    )


def _write(name: str, rows: list[tuple[str, ...]]) -> None:
    with (_FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
