"""Where the trained artefacts are, and how they are opened: inside the package where it is installed, in ``models/`` in a checkout."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any

_TRUSTED = ("numpy.dtype",)
_MAIN_FILE = {"names": "names/names.int8.onnx", "about": "about/about.skops", "columns": "columns/columns.skops"}
_LOSS = {
    "names": "names and places are read by the general language model alone, which finds far fewer of them",
    "about": "whom a detail is about is judged by rules alone, which take more cases for general statements",
    "columns": "table columns are typed by rules alone",
}


def versions() -> dict[str, str]:
    """The start of the SHA-256 of each trained artefact, "missing" where it is not there."""
    found = {}
    for name, file in _MAIN_FILE.items():
        path = artefact(file)
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path else "missing"
    return found


def losses() -> list[str]:
    """What a scan loses for each trained artefact that is missing, as sentences for the officer."""
    return [
        f"was checked without the trained model models/{name}: {loss} (measured figures: models/README.md)"
        for name, loss in _LOSS.items()
        if artefact(_MAIN_FILE[name]) is None
    ]


def artefact(name: str) -> Path | None:
    """The path of ``models/NAME``, None where it is missing: the scan then works without it and says so."""
    package = Path(str(files("detector")))
    for root in (package / "models", package.parent / "models"):
        if (root / name).exists():
            return root / name
    return None


def load_pipeline(name: str) -> Any | None:
    """A scikit-learn pipeline saved with skops, None where its file is missing.

    Raises ValueError if the file holds anything but the types of scikit-learn and numpy that are known to be safe.
    """
    path = artefact(name)
    if path is None:
        return None
    import skops.io

    unknown = set(skops.io.get_untrusted_types(file=path)) - set(_TRUSTED)
    if unknown:
        raise ValueError(f"{path.name}: holds types that are not expected: {', '.join(sorted(unknown))}")
    return skops.io.load(path, trusted=list(_TRUSTED))
