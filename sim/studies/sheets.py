"""Tables for spreadsheets: each as CSV, and all in one workbook with a sheet on their columns."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import is_zipfile

from sim.results.files import Rows, write_csv, write_xlsx

if TYPE_CHECKING:
    import pandas as pd


class Sheet(NamedTuple):
    """Rows with what their columns mean, by the names of the columns."""

    meanings: Mapping[str, str]
    rows: Sequence[Sequence[Any]]


def sheet_of(frame: "pd.DataFrame", meanings: Mapping[str, str]) -> Sheet:
    """Make a sheet of a data frame; what is not there becomes an empty cell."""
    missing = frame.isna().to_numpy()
    cells = frame.astype(object).to_numpy()
    cells[missing] = None
    return Sheet(meanings, cells.tolist())


def records_of(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """Rows of a data frame for JSON; None where there is nothing."""
    return [dict(zip(frame.columns, row, strict=True)) for row in sheet_of(frame, {}).rows]


def sheets_are_whole(folder: Path, book: str, columns: Mapping[str, Mapping[str, str]]) -> bool:
    """Whether each NAME.csv begins with its header and the workbook can be opened.

    Parameters
    ----------
    book : str
        Name of the workbook.
    columns : mapping of str to mapping of str to str
        By the name of the table: what stands in which column.
    """
    for name, header in columns.items():
        try:
            with open(folder / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
                if next(csv.reader(file), None) != list(header):
                    return False
        except (FileNotFoundError, UnicodeDecodeError, csv.Error):
            return False
    return is_zipfile(folder / f"{book}.xlsx")


def write_sheets(
    folder: Path,
    book: str,
    sheets: Mapping[str, Sheet],
    notes: Sequence[Sequence[str]] = (),
    front: Mapping[str, tuple[Sequence[str], Rows]] | None = None,
) -> None:
    """Write NAME.csv for each sheet, for Excel and WPS too, and one workbook.

    Parameters
    ----------
    book : str
        Name of the workbook.
    notes : sequence of (word, text)
        Put below the meanings of columns.
    front : mapping, optional
        Header and rows of sheets that the workbook begins with; they are no CSV.
    """
    tables: dict[str, tuple[Sequence[str], Rows]] = dict(front or {})
    about: list[list[Any]] = []
    for name, sheet in sheets.items():
        header, cells = list(sheet.meanings), [list(row) for row in sheet.rows]
        write_csv(folder / f"{name}.csv", header, cells)
        tables[name] = (header, cells)
        about += [[name, column, meaning] for column, meaning in sheet.meanings.items()]
    about += [["", *note] for note in notes]
    tables["columns"] = (("sheet", "column", "meaning"), about)
    write_xlsx(folder / f"{book}.xlsx", tables)
