"""Reads Asylum Ledger's files into pandas.

Needs pandas 1.2 or later, and nothing else. `data` is the address of the site's /data, or a folder with a copy of it:

    import ledger
    data = "https://ADDRESS/data"
    ledger.editions(data)
    ledger.tables(data, "2026-11-25")
    decisions = ledger.read_table(data, "decisions", "2026-11-25")
    germany = ledger.read_series(data, asylum="DEU")

"NA" is a value: UNHCR's code for new applications, and the two-letter code of Namibia. It is never read as missing here. A
missing number is <NA>: it is not 0. Codes keep their zeros ("019"). Persons (unit P) and cases (unit C) must not be added.
"""

import gzip
import io
import json
import os
import re
import urllib.error
import urllib.request

import pandas as pd

TYPES = {"string": "string", "array": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
SERIES = {"year": "Int64", "value": "Int64", "at_least": "Int64", "at_most": "Int64"}


def editions(data):
    """Every edition that is kept, the newest first: id, date, whether it is the current one, and bytes."""
    rows = [{key: one[key] for key in ("id", "date", "current", "bytes")} for one in _json(data, "index.json")["editions"]]
    return pd.DataFrame(rows).sort_values("id", ascending=False, ignore_index=True)


def tables(data, edition="latest"):
    """The tables of an edition: name, title and number of rows."""
    rows = [{key: one[key] for key in ("name", "title", "rows")} for one in _tables(data, edition).values()]
    return pd.DataFrame(rows)


def read_table(data, table, edition="latest"):
    """A table of an edition, each column of codes followed by its label. Cite an edition by its id: "latest" changes."""
    found = _tables(data, edition)
    if table not in found:
        raise ValueError(f"edition {edition} has no table {table!r}. It has: {', '.join(found)}.")
    fields = found[table]["fields"]
    frame = _csv(data, f"{edition}/{table}.csv.gz", {field["name"]: TYPES[field["type"]] for field in fields})
    if len(frame) != found[table]["rows"]:
        raise ValueError(f"{table}: expected {found[table]['rows']} rows, found {len(frame)}. Download the file again.")
    return frame


def read_series(data, asylum=None, origin=None):
    """Yearly figures of the latest edition with their rounding ranges, by codes of three letters.

    Give a country of asylum, a country of origin, or both for a pair. A year without a row has no entry: it is not 0.
    """
    if asylum is None and origin is None:
        raise ValueError("give asylum, origin or both: read_series(data, asylum='DEU')")
    for code in (asylum, origin):
        if code is not None and not re.fullmatch("[A-Z]{3}", code):
            raise ValueError(f"expected a code of three capital letters, such as DEU; found {code!r}")
    if asylum and origin:
        path = f"latest/pairs/{origin}-{asylum}.csv"
    else:
        path = f"latest/asylum/{asylum}.csv" if asylum else f"latest/origin/{origin}.csv"
    return _csv(data, path, SERIES)


def _tables(data, edition):
    """Tables by name. Types of columns are those of the CSV, which has a label after each code."""
    resources = _json(data, f"{edition}/datapackage.json")["resources"]
    fields = {one["path"]: one.get("schema", {}).get("fields", []) for one in resources}
    return {
        one["name"]: {**one, "fields": fields[f"{one['name']}.csv.gz"]}
        for one in resources
        if one["path"].endswith(".parquet")
    }


def _csv(data, path, types):
    content = _bytes(data, path)
    # Some servers unpack a .gz file on the way.
    text = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
    columns = pd.read_csv(io.BytesIO(text), nrows=0).columns
    # Without the first two settings pandas reads "NA" as missing; without the third it guesses types, and 019 becomes 19.
    return pd.read_csv(
        io.BytesIO(text),
        keep_default_na=False,
        na_values=[""],
        dtype={name: types.get(name, "string") for name in columns},
    )


def _json(data, path):
    return json.loads(_bytes(data, path).decode("utf-8"))


def _bytes(data, path):
    """A file below `data`. Raises FileNotFoundError where there is none."""
    if not re.match("https?://", str(data)):
        with open(os.path.join(data, *path.split("/")), "rb") as file:
            return file.read()
    address = f"{str(data).rstrip('/')}/{path}"
    try:
        with urllib.request.urlopen(address) as response:
            return response.read()
    except urllib.error.HTTPError as error:
        if error.code == 404:
            raise FileNotFoundError(f"{address} is not there") from None
        raise
