"""Engines on other machines, as the tests start them."""
