"""Whose API a document describes."""

import pytest

from generator.description import DocumentKind, Origin
from generator.harvest.vendors import registered, vendor_of


@pytest.mark.parametrize(
    ("source", "kind", "package", "vendor"),
    [
        ("npm:specs@1.0.0#api/shop.example/orders.json", "openapi", "specs", "shop.example"),
        ("npm:specs@1.0.0#api/api.shop.co.uk.json", "openapi", "specs", "shop.co.uk"),
        ("npm:@own/specs@1.0.0#openapi.json", "openapi", "@own/specs", "@own/specs"),
        ("pypi:models#models/data/queue/2020-01-01/service-2.json.gz", "aws", "models", "amazonaws.com"),
        ("pypi:documents#documents/tasks.v1.json", "discovery", "documents", "googleapis.com"),
        ("specs/shop.example/orders.yaml", "openapi", None, "shop.example"),
        ("specs/orders.yaml", "openapi", None, "specs"),
        ("orders.yaml", "openapi", None, "."),
        ("mcp:npx -y a-server --at x.example/y", "mcp", None, "mcp:npx -y a-server --at x.example/y"),
        ("mcp+http://tools.shop.example/mcp", "mcp", None, "shop.example"),
    ],
)
def test_a_vendor_is_told_by_the_place_of_a_document(
    source: str, kind: DocumentKind, package: str | None, vendor: str
) -> None:
    assert vendor_of(Origin(source=source, kind=kind, version="1", sha256="", package=package)) == vendor


def test_a_vendor_is_what_was_registered() -> None:
    assert [registered(host) for host in ("api.shop.example", "a.b.shop.com.au", "shop.de", "co.uk")] == [
        "shop.example",
        "shop.com.au",
        "shop.de",
        "co.uk",
    ]
