"""Region models: pages to learn from, training, evaluation and export. The ``[train]`` extra's room."""
