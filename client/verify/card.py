"""The quality card of an environment: what there is to do in it, counted. Who makes it is no matter of the verifier."""

from pydantic import BaseModel, ConfigDict, Field


class Card(BaseModel):
    """How wide and deep one environment is. Shares have a total of 0 where there is nothing to share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    domain: str = "other"
    """What it is about."""
    tools: int
    reads: int
    """Tools that change nothing."""
    writes: int
    """Tools that may change something."""
    entities: int
    faults: int
    """Declared domain faults, summed over the writing tools; errors about arguments never count."""
    faultless: tuple[str, ...] = ()
    """Writing tools that have none."""
    mechanics: dict[str, int] = Field(default_factory=dict)
    """Mechanic → how many pairs of tool and fault keep its law, of which the report shows success and refusal."""
    used: int
    """Operations of its part of the source that tools stand for."""
    operations: int
    """Operations of its part of the source."""
    references: int
    """Columns that hold the id of a row of another entity."""
    ids: int
    """Columns that hold an id: references, and what only looks like one."""
    rows: int
    """Rows of the start state."""
    tokens: int
    """What a tool costs in a prompt, in the median: bytes of its entry in `tools.json`, divided by four."""

    @property
    def faults_per_write(self) -> float:
        """Domain faults for each writing tool; 0 if nothing writes."""
        return self.faults / self.writes if self.writes else 0.0
