"""The HTTP server of a release folder: pages, documents in every RDF format, and the SPARQL endpoint."""
