"""Pages over many things: lists, filters, trees, comparisons and counts."""
