"""A fault reaches the clients of both TypeScript SDK generations, over stdio. Needs Node and the npm registry."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.node,
    pytest.mark.skipif(shutil.which("npm") is None or shutil.which("node") is None, reason="needs Node and npm"),
]

GENERATIONS = {
    "1.x": ("@modelcontextprotocol/sdk@^1.32", "/client/index.js", "/client/stdio.js"),
    "2.x": ("@modelcontextprotocol/client@^2.4", "", "/stdio"),
}
PROGRAM = """
const [clientModule, transportModule, mode, python, server] = process.argv.slice(2);
const { Client } = await import(clientModule);
const { StdioClientTransport } = await import(transportModule);
const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
await client.connect(new StdioClientTransport({ command: python, args: [server] }));
const { tools } = await client.listTools();
const good = await client.callTool({ name: "get_book", arguments: { book_id: "BK-0001" } });
const bad = await client.callTool({ name: "get_book", arguments: { book_id: "BK-9" } });
const wrong = await client.callTool({ name: "get_book", arguments: {} });
await client.close();
console.log(JSON.stringify({ tools: tools.map((tool) => tool.name), good, bad, wrong }));
"""


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Node project with both generations, from npm's own cache where it has them."""
    project = tmp_path_factory.mktemp("node")
    (project / "package.json").write_text('{"type": "module", "private": true}', encoding="utf-8")
    (project / "client.mjs").write_text(PROGRAM, encoding="utf-8")
    packages = [package for package, _, _ in GENERATIONS.values()]
    command = ["npm", "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", *packages]
    done = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True, timeout=110)
    if done.returncode:
        pytest.fail(f"needs {' and '.join(packages)} from the npm registry: {done.stderr}", pytrace=False)
    return project


@pytest.mark.parametrize(("generation", "mode"), [("1.x", "legacy"), ("2.x", "legacy"), ("2.x", "auto")])
def test_a_fault_reaches_the_client_as_a_result_that_it_can_read(
    node: Path, folder: Path, generation: str, mode: str
) -> None:
    package, client, transport = GENERATIONS[generation]
    name = package.rpartition("@")[0]
    arguments = ["node", "client.mjs", name + client, name + transport, mode, sys.executable, str(folder / "server.py")]
    done = subprocess.run(arguments, cwd=node, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    assert "get_book" in seen["tools"]
    assert seen["good"]["structuredContent"]["book"]["book_id"] == "BK-0001"
    for name, code in [("bad", "book_not_found"), ("wrong", "invalid_argument")]:
        assert seen[name]["isError"] is True
        assert "structuredContent" not in seen[name]
        assert json.loads(seen[name]["content"][0]["text"])["error"] == code
