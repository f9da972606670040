"""The population that a single case comes from, and how many in it are expected to share its details."""

from detector.risk.population.expected import Expected, expected_size
from detector.risk.population.sources import Population, Populations, populations

__all__ = ["Expected", "Population", "Populations", "expected_size", "populations"]
