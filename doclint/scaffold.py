"""The page of a new rule, with the headings every page has."""

from pathlib import Path
from typing import get_args

from doclint.model import Category
from doclint.rule import rules

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


def page(folder: Path, name: str, module: str, category: str) -> Path:
    """Write the page of rule `name` below `folder`, with the next free code of its category; the page's path."""
    if category not in get_args(Category):
        message = f"{category!r} is no category: choose one of {', '.join(get_args(Category))}"
        raise ValueError(message)
    path = folder / category / f"{name}.md"
    if path.exists():
        message = f"{path} is already there"
        raise ValueError(message)
    codes = [int(rule.code[2:]) for rule in rules() if rule.header.category == category]
    code = f"DL{max(codes, default=799) + 1:03}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_PAGE.format(code=code, module=module, category=category, name=name), "utf-8")
    return path
