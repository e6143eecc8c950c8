"""The worst client: queries that eat time, memory, answers or the parser, hang-ups, half requests, slow reading.

    python bench/worst.py ADDRESS CONNECTIONS START

Of its connections every second one waits for its answers, the others hang up after a second; each sends one request
after another, without end, beginning with number START.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from itertools import cycle
from urllib.parse import quote, urlsplit

MIB = 1 << 20
PATIENCE = 60.0  # seconds
_DOUBLINGS = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))

QUERIES = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cross product, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY DESC(?f) ?c",
    "cross product, all rows": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "cross product, distinct": "SELECT DISTINCT (CONCAT(STR(?c), STR(?f)) AS ?x) { ?a ?b ?c . ?d ?e ?f }",
    "cross product, as graph": "CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }",
    "nested repetitions": 'SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), "^((((a|.)+)+)+)+$") }',
    "repetitions that blow up": 'SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), "((((.{1,50}){1,50}){1,50}){1,50})!") }',
    "group_concat": 'SELECT (GROUP_CONCAT(?c; separator="aaaaaaaaaaaaaaaaaaaa") AS ?x) { ?a ?b ?c . ?d ?e ?f }',
    "text that doubles": f'SELECT * {{ BIND("0123456789abcdef" AS ?v0) {_DOUBLINGS} }}',
    "paths between all": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b }",
    "paths, in a circle": "SELECT * { ?a (!<urn:x>/^!<urn:y>)+ ?b . ?b (!<urn:x>)+ ?c }",
    "1,000 unions": "SELECT * { " + " UNION ".join(f"{{ ?s{n} ?p ?o{n} }}" for n in range(1000)) + " }",
    "1,000 optionals": "SELECT * { " + " ".join(f"OPTIONAL {{ ?s ?p{n} ?o{n} }}" for n in range(1000)) + " }",
    "10,000 brackets": "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "10,000 braces": "ASK " + "{ " * 10_000 + "}" * 10_000,
    "10,000 signs": "SELECT (" + "-" * 10_000 + "1 AS ?x) {}",
    "10,000 FROM": "SELECT * " + "".join(f"FROM <urn:x:{n}> " for n in range(10_000)) + "{ ?s ?p ?o }",
    "10 MB of values": "SELECT * { VALUES ?x { " + '"0123456789" ' * (10 * MIB // 13) + "} }",
    "10 MB of comment": "#" + "x" * (10 * MIB) + "\nASK {}",
    "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "nested subqueries": "SELECT * { " + "{ SELECT * { ?s ?p ?o . " * 60 + "} } " * 60 + "}",
}


def requests(address: str, start: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of a request, without end."""
    parts = urlsplit(address)
    given = []
    for name, text in QUERIES.items():
        body = f"query={quote(text)}".encode()
        head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: */*\r\nConnection: close\r\n"
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        given.append((name, head.encode() + body))
    given.append(("half a request", given[0][1][:-20]))
    given.append(("half a head", b"GET /sparql?query=ASK HTTP/1.1\r\nHost:"))
    given.append(("no HTTP", b"\x16\x03\x01\x02\x00" * 2000))
    start %= len(given)
    return cycle(given[start:] + given[:start])


async def one(address: str, data: bytes, patience: float, slow: bool) -> str:
    """Send a request and read what comes; return its status, or how it ended."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = b""
    try:
        async with asyncio.timeout(patience):
            writer.write(data)
            await writer.drain()
            while chunk := await reader.read(100 if slow else 1 << 16):
                head = head or chunk[:12]
                if slow:
                    await asyncio.sleep(0.05)
        return head[9:].decode("latin-1") or "closed"
    except TimeoutError:
        return f"hung up after {patience:g} s"
    except OSError:
        return head[9:].decode("latin-1") or "reset"
    finally:
        writer.transport.abort()


async def endless(address: str, start: int, patience: float) -> None:
    """Send request after request, and tell what becomes of each."""
    for name, data in requests(address, start):
        patient = min(patience, 3.0) if name.startswith("half") else patience
        said = await one(address, data, patient, slow=patience < PATIENCE)
        print(f"{name}: {said}", flush=True)


async def main(address: str, connections: int, start: int) -> None:
    """Be the worst client until killed."""
    await asyncio.gather(*(endless(address, start + n, 1.0 if n % 2 else PATIENCE) for n in range(connections)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
