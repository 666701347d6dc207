"""From a tool graph to certified dialogues: sampling, grounding, phrasing, refinement, certificates."""
