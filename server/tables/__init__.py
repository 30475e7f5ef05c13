"""Tables of a release over HTTP: their files, descriptions and pages."""
