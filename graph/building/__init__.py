"""The stages of a build: assembly, descriptions for machines, the search index, and the release folder."""
