"""Writing files so that each is either there whole or not at all."""

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Rows = Sequence[Sequence[Any]]
_ENCODINGS = {
    pa.int32(): "DELTA_BINARY_PACKED",
    pa.int64(): "DELTA_BINARY_PACKED",
    pa.float64(): "BYTE_STREAM_SPLIT",
}


def temporary(path: Path) -> Path:
    """Return a hidden name beside a path, of this process alone."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


@contextmanager
def appearing(path: Path, durable: bool = False) -> Iterator[Path]:
    """Give a temporary name to write to; the file takes its own when it is whole.

    Parameters
    ----------
    durable : bool
        Whether it is on the disk, not in a cache only, before it takes its name: then it
        survives a machine that vanishes.
    """
    hidden = temporary(path)
    try:
        yield hidden
        if durable:
            _settle(hidden)
        os.replace(hidden, path)
        if durable and os.name == "posix":
            _settle(path.parent)
    finally:
        hidden.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def check_writable(folder: Path) -> None:
    """Make a folder, and see that files can be written into it.

    Raises
    ------
    OSError
        If they cannot.
    """
    folder.mkdir(parents=True, exist_ok=True)
    trial = temporary(folder / "trial")
    trial.touch()
    trial.unlink()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file under a temporary name and rename it."""
    with appearing(path) as hidden:
        hidden.write_bytes(content)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file with line feeds."""
    write_bytes(path, text.encode())


def write_parquet(path: Path, tables: Iterable[pa.Table], durable: bool = False) -> None:
    """Write tables of one schema to a file, each as a row group of its own.

    They are taken one by one, so that a large ensemble needs little memory.
    """
    with appearing(path, durable) as hidden:
        writer = None
        try:
            for table in tables:
                writer = writer or parquet_writer(hidden, table.schema)
                writer.write_table(table, row_group_size=max(1, table.num_rows))
        finally:
            if writer is not None:
                writer.close()
        if writer is None:
            raise ValueError(f"{path.name}: no table to write")


def parquet_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Open a Parquet file for writing, at once small and quick to encode.

    Words have a dictionary; numbers an encoding of their kind, for a dictionary of them costs time
    and room. Statistics are kept of ``seed`` and ``draw`` alone, by which a reader finds a
    replicate.
    """
    encodings = {field.name: _ENCODINGS.get(field.type) for field in schema}
    told = [name for name in ("draw", "seed") if name in schema.names]
    return pq.ParquetWriter(
        path,
        schema,
        compression="lz4",
        use_dictionary=[name for name, encoding in encodings.items() if not encoding] or False,
        column_encoding={name: encoding for name, encoding in encodings.items() if encoding},
        write_statistics=told or False,
    )


def write_arrow(path: Path, table: pa.Table) -> None:
    """Write a table as an Arrow file: several times faster than Parquet, and larger."""
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with (
        appearing(path) as hidden,
        pa.OSFile(str(hidden), "wb") as file,
        pa.ipc.new_file(file, table.schema, options=options) as writer,
    ):
        writer.write_table(table)


def write_csv(path: Path, header: Sequence[str], rows: Rows, ends: str = "\r\n") -> None:
    """Write a CSV file with a byte order mark, so that Excel and WPS show Chinese.

    Parameters
    ----------
    ends : str
        What ends a line; a file that git keeps has a line feed alone.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=ends)
    writer.writerow(header)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    write_bytes(path, b"\xef\xbb\xbf" + text.getvalue().encode())


def write_xlsx(path: Path, sheets: dict[str, tuple[Sequence[str], Rows]]) -> None:
    """Write a workbook: one sheet a table, its header bold and frozen."""
    from openpyxl import Workbook  # a fifth of a second that most commands do not need
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.active)
    for title, (header, rows) in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append(list(header))
        for row in rows:
            sheet.append(list(row))
        for cell in sheet[1]:
            cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
        for column, width in zip(sheet.columns, _widths(header, rows), strict=True):
            sheet.column_dimensions[column[0].column_letter].width = width
    content = io.BytesIO()
    book.save(content)
    write_bytes(path, content.getvalue())


def _widths(header: Sequence[str], rows: Rows) -> list[int]:
    columns = zip(header, *rows, strict=True)
    return [min(60, 2 + max(_width(cell) for cell in column)) for column in columns]


def _width(cell: Any) -> int:
    # A Chinese character is as wide as two Latin ones.
    text = f"{cell:.6g}" if isinstance(cell, float) else str(cell or "")
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def write_columns(path: Path, columns: Mapping[str, Any]) -> None:
    """Write columns of numbers as a Parquet file."""
    write_parquet(path, [pa.table(dict(columns))])


def read_columns(path: Path, names: Sequence[str] | None = None) -> dict[str, Any]:
    """Read columns of numbers from a Parquet file, all by default.

    Returns
    -------
    dict of str to ndarray
        In the order of ``names``.
    """
    table = pq.read_table(path, columns=names and list(names))
    return {name: table[name].to_numpy() for name in names or table.column_names}
