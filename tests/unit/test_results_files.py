"""Files that are there whole or not at all."""

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sim.results.files import write_bytes, write_csv, write_parquet, write_xlsx
from sim.results.folder import RunFolder
from sim.results.manifest import Content, sources_hash, to_json
from sim.results.reduce import TABLES
from sim.results.tables import tables_in
from sim.scenario import load_scenario
from tests.runs import small_results

HEADER, ROWS = ("name", "名称", "value"), [["a,b", "专业化", 1.5], ["c", "租金\n依赖", None]]


def test_csv_has_a_byte_order_mark_and_reads_back(tmp_path):
    write_csv(tmp_path / "x.csv", HEADER, ROWS)
    assert (tmp_path / "x.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    frame = pd.read_csv(tmp_path / "x.csv")
    assert list(frame.columns) == list(HEADER)
    assert frame["名称"].tolist() == ["专业化", "租金\n依赖"]
    assert np.isnan(frame["value"][1])


def test_workbook_opens_with_its_sheets(tmp_path):
    write_xlsx(tmp_path / "x.xlsx", {"one": (HEADER, ROWS), "二": (HEADER, [])})
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["one", "二"]
    assert [cell.value for cell in book["one"][2]] == ROWS[0]
    assert book["one"].freeze_panes == "A2"


def test_a_table_a_row_group(tmp_path):
    tables = [pa.table({"a": [1, 2]}), pa.table({"a": pa.array([], pa.int64())})]
    write_parquet(tmp_path / "x.parquet", [*tables, tables[0]])
    assert pq.ParquetFile(tmp_path / "x.parquet").num_row_groups == 3
    assert pd.read_parquet(tmp_path / "x.parquet")["a"].tolist() == [1, 2, 1, 2]
    with pytest.raises(ValueError, match="no table"):
        write_parquet(tmp_path / "y.parquet", [])


def test_a_failing_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "x.parquet"
    write_parquet(path, [pa.table({"a": [1]})])

    def tables():
        yield pa.table({"a": [2]})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_parquet(path, tables())
    assert pd.read_parquet(path)["a"].tolist() == [1]
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"


def test_folder_appears_with_its_manifest_or_not_at_all(tmp_path):
    study = small_results().studies[0]
    folder = RunFolder(tmp_path, "small", "abc")
    for number, part in enumerate(study.tables):
        folder.write_part(number, part.tables)
    with pytest.raises(RuntimeError), folder.published(4):
        raise RuntimeError
    assert not folder.path.exists()
    assert folder.finished_parts() == {0, 1, 2, 3}
    with folder.reserved(lambda: None), folder.published(4) as path:
        (path / "manifest.json").write_text('{"run": "abc"}')
    assert folder.complete
    assert [each.name for each in tmp_path.joinpath("small").iterdir()] == ["abc"]
    for name in TABLES:
        kept = tables_in(folder.path).frame(name)
        pd.testing.assert_frame_equal(kept, study.tables.frame(name))


def test_whole_files_grow_in_order_while_replicates_come_in_any(tmp_path):
    study = small_results().studies[0]
    folder, parts = RunFolder(tmp_path, "small", "abc"), study.tables.parts
    folder.write_part(1, parts[1].tables)
    with folder.gathering() as gathering:
        gathering.bring(3, parts[3].tables)
        gathering.advance()
        assert gathering.written == 0
        gathering.bring(0, parts[0].tables)
        gathering.advance()
        assert gathering.written == 2  # the second was kept by an earlier run
        gathering.bring(2, parts[2].tables)
        gathering.advance()
        assert gathering.written == 4
    with folder.published(4) as path:  # no parts are read: most are not there
        for name in TABLES:
            kept = tables_in(path).frame(name)
            pd.testing.assert_frame_equal(kept, study.tables.frame(name))


def test_what_is_brought_after_the_end_is_not_written(tmp_path):
    parts = small_results().studies[0].tables.parts
    folder = RunFolder(tmp_path, "small", "abc")
    with folder.gathering() as gathering:
        gathering.bring(0, parts[0].tables)
        gathering.advance()
    gathering.bring(1, parts[1].tables)
    gathering.advance()
    assert gathering.written == 1


def test_a_run_that_lacks_a_replicate_is_not_published(tmp_path):
    parts = small_results().studies[0].tables.parts
    folder = RunFolder(tmp_path, "small", "abc")
    for number in (0, 1, 3):
        folder.write_part(number, parts[number].tables)
    with pytest.raises(ValueError, match="replicate 2 of 4 is missing"), folder.published(4):
        pass
    assert not folder.path.exists()


def test_parts_of_an_older_version_are_made_anew(tmp_path):
    parts = small_results().studies[0].tables.parts
    folder = RunFolder(tmp_path, "small", "abc")
    (folder.work / "parts" / "00000").mkdir(parents=True)
    write_parquet(folder.work / "parts" / "00000" / "series.parquet", [parts[0].table("series")])
    assert folder.finished_parts() == frozenset()
    folder.write_part(0, parts[0].tables)
    assert folder.finished_parts() == {0}
    for name in TABLES:
        assert folder.parts([0]).table(name).equals(parts[0].table(name))


CONTENT = {
    "scenario": "baseline",
    "resolved": load_scenario("baseline").resolved(),
    "draws": ({"match.weight_fit": 0.5},),
    "replicates": small_results().studies[0].plan.replicates,
}


def changed(**what):
    return Content(**{**CONTENT, **what}).run_id


def test_run_id_follows_the_content(monkeypatch):
    same = changed()
    assert same == changed()
    push = load_scenario("baseline").with_set({"close.grace_months": 9})
    short = load_scenario("baseline").with_set({"run.until": "2020-12"})
    others = [
        changed(resolved=push.resolved()),
        changed(resolved=short.resolved()),
        changed(scenario="another"),
        changed(draws=({"match.weight_fit": 0.6},)),
        changed(replicates=CONTENT["replicates"][:2]),
        changed(replicates=[each._replace(seed=9) for each in CONTENT["replicates"]]),
    ]
    monkeypatch.setattr("sim.results.manifest.source_hash", lambda: "of an edited rule")
    others.append(changed())
    assert len({same, *others}) == len(others) + 1


def test_run_id_does_not_care_how_seeds_were_asked_for():
    asked = load_scenario("baseline").with_set({"run.seed": 3, "run.replicates": 4})
    assert changed(resolved=asked.resolved()) == changed()


def test_hash_of_sources_is_that_of_their_content():
    assert sources_hash(["results"]) != sources_hash(["results", "analysis"])
    assert len(sources_hash(["results"])) == 16


def test_manifest_never_holds_what_json_cannot():
    with pytest.raises(ValueError, match="JSON"):
        to_json({"a": float("nan")})
