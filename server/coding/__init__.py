"""Coding of uploaded tables of job titles."""
