"""Reads the ledger of claims that a fact-checker has filled in with sources: CSV or an Excel workbook."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from edlint.config.files import read_bytes
from edlint.model.errors import ConfigError
from edlint.run.decisions import Decision

SUFFIXES = frozenset({".csv", ".xlsx"})
_LARGEST = 50_000_000
_UNPACKED = 300_000_000
_NEEDED = ("path", "identity", "words", "checked by", "checked on", "source")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d")


def read(path: Path) -> list[Decision]:
    """Return a decision for each claim with a source and a name filled in, except waived ones.

    Raises ConfigError, with the row, for a file that is no ledger, or for a row that is filled in partly.
    """
    try:
        data = read_bytes(path, _LARGEST)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from None
    table = _workbook(data, path) if path.suffix.lower() == ".xlsx" else _csv(data, path)
    return list(_decisions(table, path))


def _decisions(table: Iterable[Sequence[Any]], path: Path) -> Iterator[Decision]:
    rows = iter(table)
    head = [str(name or "").strip().casefold() for name in next(rows, [])]
    missing = [name for name in _NEEDED if name not in head]
    if missing:
        raise ConfigError(f"{path}: no ledger of edlint: it has no column “{missing[0]}”")
    for number, cells in enumerate(rows, 2):
        row = dict(zip(head, cells, strict=False))
        source, by = _text(row.get("source")), _text(row.get("checked by"))
        if not source or _text(row.get("status")) == "waived":
            continue
        if not by:
            raise ConfigError(f"{path}: row {number}: a source without “checked by”")
        yield Decision(
            path=_text(row.get("path")),
            fingerprint=_text(row.get("identity")),
            action="checked",
            words=_text(row.get("words")),
            by=by,
            at=_day(row.get("checked on"), f"{path}: row {number}"),
            source=source,
        )


def _text(value: Any) -> str:
    # The ledger writes an apostrophe before text that begins like a formula.
    text = " ".join(str(value if value is not None else "").split())
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@＝＋－＠") else text


def _day(value: Any, where: str) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    text = _text(value)
    if not text:
        return ""
    for form in _DAYS:
        try:
            return f"{datetime.strptime(text, form):%Y-%m-%d}"  # noqa: DTZ007 - a calendar day
        except ValueError:
            continue
    raise ConfigError(f"{where}: “{text}” is no day: write it as 2026-01-31")


def _csv(data: bytes, path: Path) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not in UTF-8: save it as “CSV UTF-8”") from None
    # Some spreadsheets separate with semicolons, depending on the locale.
    first = text.partition("\n")[0]
    sign = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    except csv.Error as error:
        raise ConfigError(f"{path}: no CSV: {error}") from None


def _workbook(data: bytes, path: Path) -> Iterator[Sequence[Any]]:
    try:
        import openpyxl  # noqa: PLC0415 - an extra, for this format only
    except ImportError:
        raise ConfigError(f"{path}: needs openpyxl: pip install 'edlint[xlsx]'") from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(info.file_size for info in package.infolist())
        if unpacked <= _UNPACKED:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            yield from book.worksheets[0].iter_rows(values_only=True)
    except Exception as error:  # noqa: BLE001 - whatever openpyxl stumbles over, the file is none of ours
        raise ConfigError(f"{path}: no workbook that can be read: {type(error).__name__}") from None
    if unpacked > _UNPACKED:
        raise ConfigError(f"{path}: too large to be a ledger")
