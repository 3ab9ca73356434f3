"""The page of a new rule, with the headings every page has."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

from doclint.model import Category
from doclint.rule import Rule

_PAGE = """---
code: {code}
check: {module}
category: {category}
severity: info
since: "0.1"
preview: true
---
# {name}

What the rule says, in one sentence.

## Why it matters

## How to fix

## Examples

### What is wrong

```md en
```

```md fr
```

```text
```

### What is right

```md en
```

```md fr
```
"""


def page(folder: Path, name: str, module: str, category: str, prefix: str, rules: Iterable[Rule]) -> Path:  # noqa: PLR0913
    """Write the page of rule `name` below `folder`, with the next free code of its category; the page's path.

    `rules` are those there are; the code begins with `prefix`.
    """
    if category not in get_args(Category):
        message = f"{category!r} is no category: choose one of {', '.join(get_args(Category))}"
        raise ValueError(message)
    path = folder / category / f"{name}.md"
    if path.exists():
        message = f"{path} is already there"
        raise ValueError(message)
    if not re.fullmatch(r"[A-Z][A-Z0-9]*[A-Z]", prefix):
        message = f"{prefix!r} is no prefix of codes: take two or more capital letters (ACME)"
        raise ValueError(message)
    named = [rule for rule in rules if rule.code.rstrip("0123456789") == prefix]
    codes = [int(rule.code[len(prefix) :]) for rule in named if rule.header.category == category or prefix != "DL"]
    code = f"{prefix}{max(codes, default=799 if prefix == 'DL' else 100) + 1:03}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_PAGE.format(code=code, module=module, category=category, name=name), "utf-8")
    return path
