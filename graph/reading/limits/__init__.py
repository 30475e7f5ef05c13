"""Limits of queries and answers: other endpoints, and the characters and names of XML."""
