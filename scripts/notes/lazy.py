"""Names whose values are made when somebody asks for them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class Lazy(Mapping[str, T]):
    """name → value, from (name, function that makes the value); what nobody names is not made."""

    def __init__(self, makers: Iterable[tuple[str, Callable[[], T]]]):
        self.makers = dict(makers)
        self.cached: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self.cached:
            self.cached[name] = self.makers[name]()
        return self.cached[name]

    def __contains__(self, name: object) -> bool:
        return name in self.makers

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)
