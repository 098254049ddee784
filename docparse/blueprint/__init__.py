"""The floor plan kind: walls, openings, rooms, labels, scale and areas of a drawn plan."""
