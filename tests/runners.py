"""The files that GitHub and GitLab run, run as they do it: steps as scripts, with what a runner puts around them."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from conftest import ROOT

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((ROOT / "hooks" / "gitlab-ci.yml").read_text("utf-8"))


class Done(NamedTuple):
    """What a job did: its exit code, its log, the outputs and the summary it wrote."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


class Runner:
    """A GitHub runner, whose temporary folder holds what the install step installed from `checkout`."""

    def __init__(self, temporary: Path, checkout: Path) -> None:
        self._temporary = temporary
        self._checkout = checkout

    def install(self, version: str = "") -> Done:
        """Run the install step."""
        return self._step("install", self._temporary, {"version": version}, {})

    def check(self, home: Path, base: str = "", **inputs: str) -> Done:
        """Run the check step in a repository; `base` is the branch a pull request goes to, inputs are the action's."""
        event = {"GITHUB_BASE_REF": base, "GITHUB_EVENT_NAME": "pull_request" if base else "push"}
        return self._step("check", home, {name.replace("_", "-"): value for name, value in inputs.items()}, event)

    def _step(self, name: str, home: Path, inputs: dict[str, str], event: dict[str, str]) -> Done:
        [step] = [one for one in ACTION["runs"]["steps"] if one.get("id") == name]
        given = {key: str(one.get("default", "")) for key, one in ACTION["inputs"].items()} | inputs
        files = {key: self._temporary / key for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        for file in files.values():
            file.write_text("")
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "CI_", "PYTHONPATH"))},
            **{key: str(file) for key, file in files.items()},
            **{key: _expanded(value, given) for key, value in step["env"].items()},
            **event,
            "GITHUB_ACTION_PATH": str(self._checkout),
            "GITHUB_ACTIONS": "true",
            "RUNNER_TEMP": str(self._temporary),
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, check=False)
        outputs = dict(line.split("=", 1) for line in files["GITHUB_OUTPUT"].read_text("utf-8").splitlines())
        log = (done.stdout + done.stderr).decode("utf-8", "replace")
        return Done(done.returncode, log, outputs, files["GITHUB_STEP_SUMMARY"].read_text("utf-8"))


def _expanded(value: str, inputs: dict[str, str]) -> str:
    """What a runner makes of an expression: the value of an input, or an output of a step, here none."""
    found = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value)
    return inputs[found[1]] if found else ""


def gitlab(home: Path, temporary: Path, package: Path, **variables: str) -> Done:
    """Run the script of the GitLab template in a repository."""
    job = GITLAB["doclint"]
    script = "\n".join(job["script"]).replace("/tmp/", f"{temporary}/")  # noqa: S108
    own = {key: value for key, value in os.environ.items() if not key.startswith(("CI_", "PYTHONPATH"))}
    environment = {**own, **job["variables"], "DOCLINT_PACKAGE": str(package), **variables}
    done = subprocess.run(["sh", "-e", "-c", script], cwd=home, env=environment, capture_output=True, check=False)
    return Done(done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"), {}, "")
