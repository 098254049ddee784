"""Fictional licence and ID card fronts in the manner of many jurisdictions, each with its exact truth.

Written from general knowledge of what North American cards print, to test a front reader on layouts that
nobody looked at while writing it. Nothing here depends on docparse.
"""
