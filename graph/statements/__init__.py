"""Records turned into RDF statements."""
