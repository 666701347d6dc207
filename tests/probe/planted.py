"""A small MCP server over stdio, in plain Python: correct as it stands, and wrong in one thing that its argument names.

`python planted.py DEFECT` has the defect, `python planted.py DEFECT --clean` is its twin without it.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import datetime
from typing import Any

Data = dict[str, Any]

TEXT: Data = {"type": "string", "description": "A text.", "minLength": 1, "maxLength": 5_000}
ID: Data = {"type": "string", "description": "The id of a note, as list_notes shows it."}
NOTE: Data = {
    "type": "object",
    "properties": {"id": {"type": "string"}, "title": {"type": "string"}, "body": {"type": "string"}},
    "required": ["id", "title", "body"],
}


class Refused(Exception):
    """What a caller did wrong, in words for them."""


def tool(
    name: str,
    description: str,
    properties: Data,
    required: Sequence[str] = (),
    *,
    reads: bool = False,
    output: Data | None = None,
    **hints: bool,
) -> Data:
    """An entry of tools/list."""
    schema = {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}
    entry: Data = {"name": name, "description": description, "inputSchema": schema}
    entry["annotations"] = {"readOnlyHint": reads, **hints}
    return {**entry, "outputSchema": output} if output else entry


class Notes:
    """Notes in memory, and the switch."""

    def __init__(self, defect: str, clean: bool) -> None:
        self.defect = "" if clean else defect
        self.extra = defect
        self.notes: dict[str, Data] = {
            f"n{number}": {"title": f"Note {number}", "body": "", "views": 0} for number in (1, 2)
        }
        self.count, self.tidied = 2, 0
        self.kept: list[object] = []

    def has(self, defect: str) -> bool:
        return self.defect == defect

    def tools(self) -> list[Data]:
        row = {"type": "object", "properties": {"notes": {"type": "array", "items": NOTE}}, "required": ["notes"]}
        found = [
            tool("list_notes", "All notes.", {}, reads=True, output=row),
            tool("get_note", "One note.", {"note_id": ID}, ["note_id"], reads=True, output=NOTE),
            tool("search_notes", "The notes with a text.", {"text": TEXT}, ["text"], reads=True, output=row),
            tool("create_note", "Make a note.", {"title": TEXT, "body": TEXT}, ["title"]),
            tool(
                "update_note",
                "Change a note.",
                {"note_id": ID, "title": TEXT},
                ["note_id", "title"],
                idempotentHint=True,
            ),
            tool("delete_note", "Remove a note.", {"note_id": ID}, ["note_id"], destructiveHint=True),
        ]
        if self.extra == "lies about read-only":
            found.append(tool("tidy_notes", "Sort what has piled up.", {}, reads=self.has("lies about read-only")))
        if self.has("lists a tool twice"):
            found.append(found[0])
        if self.has("schema that is not a schema"):
            found[3] = {**found[3], "inputSchema": {"type": "object", "properties": {"title": {"type": "text"}}}}
        return found

    # What each tool does.

    def list_notes(self) -> Data:
        if self.has("grows"):
            self.kept.append(bytearray(os.urandom(1 << 20)))
        if self.has("depends on the clock"):
            self.notes[next(iter(self.notes))]["body"] = f"seen at {datetime.now().isoformat(timespec='seconds')}"
        if self.has("random ids"):
            self.notes = {os.urandom(8).hex(): note for note in self.notes.values()} if not self.kept else self.notes
            self.kept = [1]
        return {"notes": [self.shown(number) for number in self.notes]}

    def shown(self, number: str) -> Data:
        note = self.notes[number]
        views = {"views": note["views"]} if self.extra == "changes state on a read" else {}
        wrong = {"title": 7} if self.has("result does not fit") else {}
        return {"id": number, "title": note["title"], "body": note["body"], **views, **wrong}

    def get_note(self, note_id: str) -> Data:
        if note_id not in self.notes:
            raise Refused(f"there is no note with the note_id {note_id[:50]!r}; list_notes shows those that exist")
        if self.has("changes state on a read"):
            self.notes[note_id]["views"] += 1
        return self.shown(note_id)

    def search_notes(self, text: str) -> Data:
        if self.has("hangs"):
            time.sleep(600)
        if self.has("pastes sql"):
            sqlite3.connect(":memory:").execute(f"SELECT '{text}'")
        if self.has("runs a shell"):
            said = subprocess.run(f"echo {text[:200]}", shell=True, capture_output=True, text=True, check=False).stdout
            return {"notes": [{"id": "x", "title": said, "body": ""}]}
        if self.has("reads any file") and "/" in text and os.path.isfile(text):
            return {"notes": [{"id": "x", "title": "", "body": open(text).read()}]}
        return {"notes": [self.shown(key) for key, note in self.notes.items() if text.lower() in note["title"].lower()]}

    def create_note(self, title: str, body: str = "") -> Data:
        self.count += 1
        number = f"n{self.count}"
        if not self.has("claims a write"):
            self.notes[number] = {"title": title, "body": body, "views": 0}
        return {"id": number, "title": title, "body": body}

    def update_note(self, note_id: str, title: str) -> Data:
        self.get_note(note_id)
        if self.has("is not idempotent"):
            self.notes[note_id]["title"] += title
        elif not self.has("claims an update"):
            self.notes[note_id]["title"] = title
        return {"id": note_id, "title": title, "body": self.notes[note_id]["body"]}

    def delete_note(self, note_id: str) -> Data:
        self.get_note(note_id)
        if not self.has("claims a deletion"):
            del self.notes[note_id]
        return {"id": note_id}

    def tidy_notes(self) -> Data:
        self.tidied += 1
        self.notes["n1"] = {"title": f"Tidied {self.tidied} times", "body": "", "views": 0}
        return {"done": True}

    # How a call is answered.

    def call(self, name: str, arguments: Data) -> Data:
        listed = {entry["name"]: entry for entry in self.tools()}
        if name not in listed:
            raise Refused(f"there is no tool {name[:50]!r}; tools/list shows those that exist")
        schema = listed[name]["inputSchema"]
        if self.has("crashes on long input") and len(str(arguments)) > 50_000:
            os._exit(3)
        if self.has("leaks a traceback") and arguments.get("note_id") not in (None, *self.notes):
            raise LookupError(arguments["note_id"])
        known = {key: value for key, value in arguments.items() if key in schema["properties"]}
        if self.has("accepts unknown keys"):
            arguments = known
        self.check(arguments, schema)
        found: Data = getattr(self, name)(**arguments)
        return found

    def check(self, arguments: Data, schema: Data) -> None:
        if unknown := [key for key in arguments if key not in schema["properties"]]:
            raise Refused(f"there is no argument {unknown[0]!r}; there are {', '.join(schema['properties']) or 'none'}")
        for key in schema.get("required", ()):
            if key not in arguments and not self.has("accepts missing arguments"):
                raise Refused(f"'{key}' is missing")
            arguments.setdefault(key, "n1")
        for key, value in arguments.items():
            if self.has("accepts wrong types"):
                arguments[key] = str(value)
            elif not isinstance(value, str):
                raise Refused("wrong" if self.has("unclear errors") else f"'{key}' must be a text")
            elif not 1 <= len(value) <= 5_000 and not self.has("crashes on long input"):
                raise Refused(f"'{key}' must have 1 to 5,000 characters")

    def answer(self, message: Data) -> Data | None:
        match message["method"]:
            case "initialize":
                me = {"name": "notes", "version": "1"}
                return {"protocolVersion": "2025-11-25", "capabilities": {"tools": {}}, "serverInfo": me}
            case "ping":
                return {}
            case "tools/list":
                return {"tools": self.tools()}
            case "tools/call":
                return self.result(message["params"])
        return None

    def result(self, params: object) -> Data:
        try:
            if not isinstance(params, dict) or "name" not in params:
                raise Refused("a call needs a name")
            found = self.call(params["name"], dict(params.get("arguments") or {}))
        except Refused as error:
            marked = not self.has("does not mark errors")
            return {"content": [{"type": "text", "text": f"Error: {error}"}], "isError": marked}
        except (LookupError, TypeError, ValueError, AttributeError, OSError, sqlite3.Error):
            return {"content": [{"type": "text", "text": traceback.format_exc()}], "isError": True}
        return {"content": [{"type": "text", "text": json.dumps(found)}], "structuredContent": found}


def unreadable() -> None:
    print(json.dumps({"jsonrpc": "2.0", "id": None, "error": {"code": -32700, "message": "no message"}}), flush=True)


def main() -> None:
    defect, clean = sys.argv[1], "--clean" in sys.argv
    notes = Notes(defect, clean)
    if notes.has("prints to stdout"):
        print("Notes server is ready", flush=True)
    if notes.has("leaves a child"):
        sleeper, null = [sys.executable, "-c", "import time; time.sleep(600)"], subprocess.DEVNULL
        subprocess.Popen(sleeper, start_new_session=True, stdin=null, stdout=null, stderr=null)
    for line in sys.stdin.buffer:
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            if notes.has("dies of noise"):
                sys.exit(4)
            unreadable()
            continue
        if "id" not in message or "method" not in message:
            continue
        result = notes.answer(message)
        body = {"result": result} if result is not None else {"error": {"code": -32601, "message": "unknown method"}}
        print(json.dumps({"jsonrpc": "2.0", "id": message["id"], **body}), flush=True)
    if notes.has("lingers"):
        time.sleep(600)


if __name__ == "__main__":
    main()
