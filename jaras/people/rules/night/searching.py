"""Which pairs of a registry may be one person: Splink on DuckDB, in memory, where nothing reaches a disk.

gathered = Gathered()
for number, known in persons: gathered.add(number, known)
with opened(gathered) as search:
    parameters = search.learn(shipped(), fewest=2_000)
    for pair in search.pairs(parameters): …
"""

import logging
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink import DuckDBAPI, Linker

from jaras.people.rules.identity.described import Described
from jaras.people.rules.night import model
from jaras.people.rules.night.columns import Columns, Pair, columns, keys
from jaras.people.rules.night.model import LEVELS, OTHER
from jaras.people.rules.night.parameters import Odds, Parameters

MOST_UNDER_ONE = 60  # persons under one key: more share it by chance
MEMORY = "4GB"  # of DuckDB; a run that needs more ends with an error, nothing is written to a disk
BATCH = 20_000
LEARNT_FROM = 2_000_000  # pairs, at most
SEED = 7
LEAST = 0.0005  # of what one person does in two records: nothing is impossible
AT_ONCE = 5_000
_TEXTS, _NUMBER = pa.list_(pa.string()), pa.int64()
_TYPES = {list[str]: _TEXTS, str | None: pa.string(), str: pa.string(), int | None: _NUMBER, int: _NUMBER}


class Gathered:
    """The columns of many persons."""

    def __init__(self) -> None:
        self.tables: list[pa.Table] = []
        self.waiting: list[tuple[int, bool, Columns]] = []
        self.keys, self.owners = array("q"), array("q")  # the place of a person, not their number
        self.fresh: list[bool] = []
        self.some = False  # whether only pairs with a fresh record are sought

    def __len__(self) -> int:
        return len(self.fresh)

    def add(self, number: int, known: Described, *, fresh: bool = True) -> None:
        place = len(self.fresh)
        self.fresh.append(fresh)
        self.some = self.some or not fresh
        own = {hash(key) for key in keys(known)}
        self.keys.extend(own)
        self.owners.extend([place] * len(own))
        self.waiting.append((number, fresh, columns(known)))
        if len(self.waiting) == BATCH:
            self._lay_down()

    def table(self) -> pa.Table:
        """Everybody, with those of their keys that bring them together with somebody."""
        self._lay_down()
        return pa.concat_tables(self.tables).append_column("keys", self._telling_keys())

    def _lay_down(self) -> None:
        if not self.waiting:
            return
        numbers, fresh, told = zip(*self.waiting, strict=True)
        made: dict[str, Any] = {
            "unique_id": pa.array(numbers, _NUMBER),
            "fresh": pa.array(fresh, pa.bool_()),
        }
        for field in fields(Columns):
            values = [getattr(each, field.name) for each in told]
            made[field.name] = pa.array(values, _TYPES[field.type])  # type: ignore[index]
        self.tables.append(pa.table(made))
        self.waiting.clear()

    def _telling_keys(self) -> pa.Array:
        owners = np.frombuffer(self.owners, np.int64)
        found, under = np.unique(np.frombuffer(self.keys, np.int64), return_inverse=True)
        many = np.bincount(under, minlength=len(found))
        telling = (many > 1) & (many <= MOST_UNDER_ONE)
        if self.some:
            fresh = np.array(self.fresh)
            telling &= np.bincount(under, fresh[owners], len(found)) > 0
        kept: NDArray[np.bool_] = telling[under]
        each = np.bincount(owners[kept], minlength=len(self.fresh))
        ends = np.concatenate([[0], np.cumsum(each)])
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(under[kept], _NUMBER))


class Search:
    """One registry before Splink."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, gathered: Gathered) -> None:
        self.persons, self.some = len(gathered), gathered.some
        self.connection = connection
        for macro in model.TAUGHT:
            connection.execute(macro)
        connection.register("gathered", gathered.table())
        connection.execute("CREATE TABLE registry AS SELECT * FROM gathered")
        connection.unregister("gathered")
        gathered.tables.clear()
        self.engine = DuckDBAPI(connection)
        self.registry = self.engine.register("registry", dataset_display_name="persons")

    def learn(self, start: Parameters, *, fewest: int) -> Parameters:
        """How two records of one person agree here, how those of two persons do.

        Fewer persons than `fewest` say only how many doubles there are; a level that is never seen among the
        pairs that teach stays as it was.
        """
        start = replace(start, prior=self._prior())
        if self.persons < fewest:
            return start
        linker = self._linker(start)
        training = linker.training
        training.estimate_u_using_random_sampling(
            max_pairs=LEARNT_FROM, seed=SEED, min_count_per_level=None, num_chunks=1
        )
        for rule in model.TEACHING:
            if self._pairs_under(rule) < model.TAUGHT_BY:
                continue
            training.estimate_parameters_using_expectation_maximisation(
                rule, estimate_without_term_frequencies=True, max_pairs=LEARNT_FROM
            )
        return replace(start, odds=_odds(linker, start))

    def pairs(self, parameters: Parameters, *, least: float) -> Iterator[Pair]:
        """Pairs at least so likely, in no order."""
        linker = self._linker(parameters)
        found = linker.inference.predict(threshold_match_probability=least, warning_mode="never")
        prior = float(np.log(parameters.prior) - np.log1p(-parameters.prior))
        for batch in found.as_pyarrow_table().to_batches(AT_ONCE):  # type: ignore[no-untyped-call]
            for row in batch.to_pylist():
                yield _pair(row, prior)

    def _linker(self, parameters: Parameters) -> Linker:
        return Linker(
            self.registry,
            model.settings(parameters, some=self.some),
            log_level=None,
            validate_settings=False,
        )

    def _prior(self) -> float:
        """The share of one person among all pairs, from those whom nobody takes for two; at least one is."""
        sure = max(self._pairs_under(model.SURE), 1) / model.SURE_FIND
        return float(min(sure / (self.persons * (self.persons - 1) / 2), model.MOST))

    def _pairs_under(self, rule: str) -> int:
        pairs = f"FROM registry l JOIN registry r ON {rule} WHERE l.unique_id < r.unique_id"
        return int(self.connection.execute(f"SELECT count(*) {pairs}").fetchall()[0][0])  # nosec B608 - rules of ours


@contextmanager
def opened(gathered: Gathered) -> Iterator[Search]:
    """A search that keeps to memory; with its end everything is gone."""
    for talkative in ("splink", "sqlglot"):
        logging.getLogger(talkative).setLevel(logging.ERROR)
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "temp_directory": ""})
    try:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET enable_progress_bar = false")
        # Splink 5.0 writes functions within functions as DuckDB did before 2.0.
        connection.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
        yield Search(connection, gathered)
    finally:
        connection.close()


def _odds(linker: Linker, start: Parameters) -> dict[str, dict[str, Odds]]:
    found: dict[str, dict[str, Odds]] = {}
    for comparison in linker._settings_obj.comparisons:
        name = comparison.output_column_name
        before = start.odds[name]
        said = [each for each in comparison.comparison_levels if not each.is_null_level]
        found[name] = {
            level: _probabilities(each, before[level])
            for level, each in zip(model.named(name), said, strict=True)
        }
    return found


def _probabilities(level: Any, before: Odds) -> Odds:
    m, u = level.m_probability, level.u_probability
    learnt = m if isinstance(m, float) and m > 0 else before[0]
    return (max(learnt, LEAST), u if isinstance(u, float) and u > 0 else before[1])


def _pair(row: Mapping[str, Any], prior: float) -> Pair:
    levels, weights, common = {}, {}, {}
    for name in LEVELS:
        gamma = row[f"gamma_{name}"]
        if gamma < 0:
            continue
        levels[name] = model.named(name)[len(LEVELS[name]) - gamma] if gamma else OTHER
        weights[name] = row[f"mw_{name}"] * float(np.log(2))
        common[name] = (row.get(f"mw_tf_adj_{name}") or 0.0) * float(np.log(2))
    one, two = sorted((row["unique_id_l"], row["unique_id_r"]))
    return Pair(
        one=one,
        two=two,
        probability=row["match_probability"],
        scripts_differ=set(row["written_l"]).isdisjoint(row["written_r"]),
        levels=levels,
        weights=weights,
        common=common,
        prior=prior,
    )
