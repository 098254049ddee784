"""Command line: one module per verb, each a thin shell over a public function."""

from docparse.cli.app import main

__all__ = ["main"]
