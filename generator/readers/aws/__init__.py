"""AWS service models, as botocore ships them (`data/SERVICE/VERSION/service-2.json.gz`), as a `Description`.

A model lists operations by name with the shapes that they take and answer. All protocols are read alike: most have no
paths, and those of the others say less than the names (`CreateVpc`, `DescribeLogStreams`), from which paths are made
(see `generator.readers.calls`).

Source: https://smithy.io/2.0/aws/index.html and the models themselves.
"""

from generator.readers.aws.service import read_aws

__all__ = ["read_aws"]
