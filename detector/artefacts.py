"""Where the trained artefacts are, and how they are opened: inside the package where it is installed, in ``models/`` in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

_TRUSTED = ("numpy.dtype",)


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
