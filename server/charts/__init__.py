"""Charts: pictures as SVG, drawn on the server, for pages and as files."""
