"""What may be said: the OWL ontology, its alignments, the SHACL shapes and the JSON-LD context."""

from pathlib import Path

FOLDER = Path(__file__).parent
TERMS = FOLDER / "yrkesgraf.ttl"
ALIGNMENTS = FOLDER / "alignments.ttl"
BORROWED = FOLDER / "borrowed.ttl"
SHAPES = FOLDER / "shapes.ttl"
CONTEXT = FOLDER / "context.jsonld"
