"""Addresses, bodies and places."""
