"""OpenAPI 3.0, 3.1 and 3.2 (https://spec.openapis.org/oas/) as a `Description`."""

from __future__ import annotations

from generator.description import Description, DocumentKind, Operation, Origin
from generator.readers.bodies import Contents
from generator.readers.document import Document
from generator.readers.errors import ReadError
from generator.readers.lenient import Node, mapping, sequence, text
from generator.readers.naming import short_name
from generator.readers.operations import read_operations
from generator.readers.paths import base_path
from generator.readers.schemas import Schemas
from generator.sources import SourceText


def read_openapi(source: SourceText, root: Node) -> Description:
    """The description in an OpenAPI document. Raises ReadError; whatever else is odd is read around and noted."""
    version = text(root["openapi"])
    if not version.startswith("3"):
        raise ReadError(source.name, f"is OpenAPI {version or 'of no version'}", "give an OpenAPI 3 document")
    document = Document(root)
    schemas = Schemas(document)
    operations = read_operations(document, schemas, Contents)
    return described(source, document, schemas, operations, ("openapi", version, _base_path(root)))


def described(
    source: SourceText,
    document: Document,
    schemas: Schemas,
    operations: tuple[Operation, ...],
    about: tuple[DocumentKind, str, str],
) -> Description:
    """The description of a document whose operations are read; `about` is its kind, version and base path."""
    kind, version, base = about
    named = schemas.read_named()
    notes = document.finish(source.name)
    info = mapping(document.root.get("info"))
    return Description(
        title=text(info.get("title")),
        name=short_name(text(info.get("title")), source.document),
        version=text(info.get("version")),
        summary=text(info.get("summary")) or text(info.get("description")),
        origin=_origin(source, kind, version, info),
        operations=operations,
        schemas=named,
        base_path=base,
        notes=notes,
    )


def _origin(source: SourceText, kind: DocumentKind, version: str, info: Node) -> Origin:
    licence = mapping(info.get("license"))
    stated = text(licence.get("name")) or text(licence.get("identifier")) or text(licence.get("url"))
    return Origin(
        source=source.name,
        kind=kind,
        version=version,
        sha256=source.sha256,
        package=source.package,
        package_version=source.package_version,
        package_licence=source.licence,
        package_integrity=source.integrity,
        licence=stated or None,
    )


def _base_path(root: Node) -> str:
    """The path of the first server's address, its variables at their defaults."""
    servers = sequence(root.get("servers"))
    server = mapping(servers[0]) if servers else {}
    url = text(server.get("url"))
    for name, variable in mapping(server.get("variables")).items():
        url = url.replace("{" + name + "}", text(mapping(variable).get("default")))
    return base_path(url)
