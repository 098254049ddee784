"""How lengths and areas are written on plans."""

from __future__ import annotations

INCH = 0.0254
SQFT_PER_M2 = 10.7639104


def metres(length: float) -> str:
    """``4.19``."""
    return f"{length:.2f}"


def feet_inches(length: float) -> str:
    """``12'-6"`` or ``15'-8 1/2"``, to the nearest half inch."""
    halves = round(length / INCH * 2)
    feet, rest = divmod(halves, 24)
    inches = f"{rest // 2} 1/2" if rest % 2 else f"{rest // 2}"
    return f"{feet}'-{inches}\""


def agent_feet(length: float) -> str:
    """``13'9``, as estate agents write it."""
    feet, inches = divmod(round(length / INCH), 12)
    return f"{feet}'{inches}"
