#!/usr/bin/env python3
"""Checks this evidence pack with nothing but Python's own library: python3 check.py

Files against SHA256SUMS; words against their digests; each line of the record against the one before, and against its own
hash where its body is here. What it prints last is the hash of the last entry: the service can be asked whether it is
still that.
"""
import hashlib
import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent


def lines(name):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def parts(*items):
    whole = hashlib.sha256()
    for item in items:
        whole.update(len(item).to_bytes(8, "big") + item)
    return whole.hexdigest()


def number(n):
    return b"" if n is None else n.to_bytes(8, "big", signed=True)


for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
    digest, name = line.split("  ", 1)
    assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, f"{name} is not the file that was packed"

for word in lines("words.jsonl"):
    if word["text"] is None:
        continue
    html = b"" if word["html"] is None else b"\0" + word["html"].encode()
    told = hashlib.sha256(bytes.fromhex(word["salt"]) + word["text"].encode() + html).hexdigest()
    assert told == word["digest"], f"the words {word['id']} are not those of the record"

before, whole = None, 0
for entry in lines("chain.jsonl"):
    assert before in (None, entry["prev_hash"]), f"entry {entry['version']} does not follow the one before"
    if entry["body"] is not None:
        whole += 1
        told = parts(
            b"bihuan.journal.1", bytes.fromhex(entry["prev_hash"]), entry["stream"].encode(), number(entry["stream_id"]),
            number(entry["version"]), number(entry["at_ms"]), entry["actor_kind"].encode(), number(entry["actor"]),
            entry["command"].encode(), bytes([entry["policy"] is not None]), (entry["policy"] or "").encode(),
            entry["body"].encode(),
        )
        assert told == entry["hash"], f"entry {entry['version']} was changed"
    before = entry["hash"]

print(f"sound: {len(lines('chain.jsonl'))} entries, {whole} of them with their body; the last is {before}")
