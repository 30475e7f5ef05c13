"""HTTP for every answer: bodies, errors, validators, compression, connections and logging."""
