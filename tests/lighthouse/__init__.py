"""Lighthouse's figures for the kinds of pages."""
