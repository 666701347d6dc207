"""What goes wrong when an environment is emitted.

FarmError
└── EmitError   an environment that cannot be written as code, or a folder that cannot be written
"""

from servers.farm.problems import FarmError


class EmitError(FarmError):
    """The environment or the folder is named by `where`."""
