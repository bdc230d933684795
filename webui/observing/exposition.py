"""Prometheus' text format, version 0.0.4: numbers with their names, kinds and labels as lines.

The format: https://prometheus.io/docs/instrumenting/exposition_formats
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Labels = Mapping[str, str]
Sample = tuple[Labels, float]


@dataclass(frozen=True, slots=True)
class Metric:
    """One name with all its samples; `about` is a sentence for whoever looks the name up."""

    name: str
    kind: Literal["counter", "gauge"]
    about: str
    samples: Sequence[Sample]


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts by step: `bounds` are the upper ends of all steps but the last, which has none.

    Each sample is labels, the count of each step by itself, and the sum of what was measured.
    """

    name: str
    about: str
    bounds: Sequence[float]
    samples: Sequence[tuple[Labels, Sequence[int], float]]


def exposition(metrics: Iterable[Metric | Histogram]) -> str:
    """The whole answer; a metric without samples is left out."""
    return "".join(f"{line}\n" for metric in metrics if metric.samples for line in _lines(metric))


def _lines(metric: Metric | Histogram) -> Iterator[str]:
    yield f"# HELP {metric.name} {_escaped(metric.about)}"
    if isinstance(metric, Metric):
        yield f"# TYPE {metric.name} {metric.kind}"
        for labels, value in metric.samples:
            yield _line(metric.name, labels, value)
        return
    yield f"# TYPE {metric.name} histogram"
    ends = [*map(_number, metric.bounds), "+Inf"]
    for labels, steps, total in metric.samples:
        counts = list(accumulate(steps))
        for end, count in zip(ends, counts, strict=True):
            yield _line(f"{metric.name}_bucket", {**labels, "le": end}, count)
        yield _line(f"{metric.name}_sum", labels, total)
        yield _line(f"{metric.name}_count", labels, counts[-1])


def _line(name: str, labels: Labels, value: float) -> str:
    shown = ",".join(f'{label}="{_quoted(text)}"' for label, text in labels.items())
    return f"{name}{{{shown}}} {_number(value)}" if shown else f"{name} {_number(value)}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', '\\"')


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")
