"""What a release says of one thing, as RDF and in the forms that are made from it."""
