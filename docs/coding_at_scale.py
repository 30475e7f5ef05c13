"""
Codes the titles of a register of any size: distinct titles first, then the coder in the processes of an engine.

Run with ``python docs/coding_at_scale.py spark|duckdb RELEASE TITLES.csv CODED.csv``, where TITLES.csv has a column
``title``, in an environment with the project and pyspark, or duckdb and pyarrow. The result is that of
``yrkesgraf code``, one row for each distinct title, to be joined with the register.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

from graph.coding.batches import BatchCoder


def code_with_spark(code: BatchCoder, titles: str, coded: str) -> None:
    """Code in as many tasks as Spark makes; on a cluster, every machine has the folder of the release."""
    import pandas
    from pyspark.sql import SparkSession

    def code_frames(frames: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]:
        for frame in frames:
            yield pandas.DataFrame(code(frame["title"]))

    # Tasks run in the environment of this script, unless the cluster has one of its own.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.getOrCreate()
    distinct = spark.read.csv(titles, header=True).select("title").distinct()
    schema = ", ".join(f"{name} string" for name in code.columns)
    distinct.mapInPandas(code_frames, schema).toPandas().to_csv(coded, index=False)


def code_with_duckdb(code: BatchCoder, titles: str, coded: str) -> None:
    """Code a vector of titles at a time into a struct of columns."""
    import duckdb
    import pyarrow

    fields = [(name, pyarrow.string()) for name in code.columns]

    def code_vector(vector: Any) -> Any:
        columns = code(vector.to_pylist())
        return pyarrow.StructArray.from_arrays(
            [pyarrow.array(columns[name], kind) for name, kind in fields], [name for name, _ in fields]
        )

    struct = duckdb.struct_type(dict.fromkeys(code.columns, "VARCHAR"))
    duckdb.create_function("code_titles", code_vector, ["VARCHAR"], struct, type="arrow")
    duckdb.read_csv(titles, header=True, all_varchar=True).create_view("register")
    query = "SELECT unnest(code_titles(title)) FROM (SELECT DISTINCT title FROM register)"
    duckdb.sql(query).write_csv(coded, header=True)


ENGINES = {"spark": code_with_spark, "duckdb": code_with_duckdb}

if __name__ == "__main__":
    engine, release, titles, coded = sys.argv[1:]
    ENGINES[engine](BatchCoder(release, ("styrk98", "styrk08", "isco08")), titles, coded)
