"""Every SPARQL query of the project, one file each, with a header that explains it."""

from pathlib import Path

FOLDER = Path(__file__).parent
