"""GraphQL schemas, as a `Description`: the schema definition language, or the answer to an introspection query.

    model           types, fields and arguments, whichever way they were written
    sdl             the parser of the schema definition language
    introspection   the same from JSON
    shapes          types as schemas
    answers         what is behind connections, pages and payloads
    calls           the fields of Query and Mutation, and lists inside of types, as calls
    service         all of it as a description

The parser is ours: it reads schemas only, says line and column of what it cannot read, and reads GitHub's 1.4 MB in a
second. `graphql-core` would be a dependency of 1.6 MB for the same, with a tree of nodes of which nearly all is unused.

Source: https://spec.graphql.org/September2025/ (sections 2, 3 and 4), https://relay.dev/graphql/connections.htm.
"""

from generator.readers.graphql.service import is_sdl, read_graphql, read_graphql_text

__all__ = ["is_sdl", "read_graphql", "read_graphql_text"]
