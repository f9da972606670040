"""Writing a first policy file."""

from __future__ import annotations

from pathlib import Path

from detector.errors import UsageError

DEFAULT = """\
# Policy of the check before publication. Keys are the long option names of `detector scan`.
k = 5                 # smallest class of people with the same details that is published as it stands
threshold = 5         # counts of 1 to threshold-1 are reported
# zeros-sensitive = true     # a printed 0 is a small count too
# rounding = 5               # counts are rounded to multiples of this ("1 to 7 withheld, the rest rounded to 5": threshold = 8)
# population = 2300          # how many persons (officers, pupils, patients) the cases in running text are drawn from
# table-population = 5000    # how many records a table of cases is a sample of; without it, it is all of its kind
fail-on = "medium"    # high, medium, low or never: which findings make the exit status 1
# waivers = "waivers.toml"
# max-text-mb = 50
# keep = ["relationship"]    # columns or kinds of details that `fix` leaves as they are and works around
# mark = "[redacted: s.40(2)]"   # printed in place of a direct identifier; {n} gives each person a number

[columns]             # what a column holds, where the tool gets it wrong: NAME = "KIND[:ROLE]"
# "Station" = "location:quasi"

[hierarchies]         # how the values of a column get coarser: a CSV file with value, coarser, coarser still
# "Ward" = "wards.csv"

[recognizers]
# disable = ["GENDER"]                # entity types not to look for
# references = ["our_formats.yaml"]   # reference formats of your own
# vocabularies = ["our_units.yaml"]   # ranks, units, outcomes of your own
"""


def write_default(path: Path) -> Path:
    """Write the default policy. Raises UsageError if the file exists or cannot be written."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(DEFAULT)
    except FileExistsError:
        raise UsageError(f"{path}: exists already and is left as it is") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from None
    return path
