"""Tables of a release: every kind of resource, crosswalk and data cube as CSV, Parquet and JSON-stat."""
