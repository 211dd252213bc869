"""Names the world agrees on: countries, cities, US states, closed classes, and how rare a word is.

Loaded from installed packages on first use and kept; nothing here reads the network.
"""
