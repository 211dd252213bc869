"""What the other articles of a topic know, for an article that is read after them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TopicContext:
    """Empty for an article by itself.

    ``names`` are persons in full, so that a lone surname finds its owner. ``votes`` map a folded name to the
    answer type that the topic's articles agreed on. ``true_values`` map a claim key to the printed values that
    other articles state: none of them is offered as a wrong option. ``asked`` map a claim key to the values
    that their questions ask for, and ``passages`` a folded value to what these print: asked once is enough.
    """

    names: tuple[str, ...] = ()
    votes: Mapping[str, str] = field(default_factory=dict)
    true_values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Changes when, and only when, the context does: part of a generation's key."""
        listed = (self.true_values, self.asked, self.passages)
        content = [
            sorted(self.names),
            sorted(self.votes.items()),
            *(sorted((key, sorted(found)) for key, found in by_key.items()) for by_key in listed),
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


ALONE = TopicContext()
