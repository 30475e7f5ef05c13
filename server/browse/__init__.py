"""Pages over many resources: lists, filters, trees, comparisons and counts."""
