"""A headless Chromium, spoken to through two pipes by the DevTools protocol; needs Debian's `chromium` alone."""

import base64
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_WAIT = 60.0


class Browser:
    """One page of a browser that reaches no network. `events` are what the page told, oldest first."""

    def __init__(self, profile: Path) -> None:
        assert CHROMIUM
        command, self._out = os.pipe()
        self._in, answer = os.pipe()
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
        quiet = ["--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--disable-sync"]
        pipes = f'exec 3<&{command} 4>&{answer}; exec "$0" "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", pipes, CHROMIUM, *flags, *quiet, "--remote-debugging-pipe", f"--user-data-dir={profile}"],
            pass_fds=(command, answer),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(command)
        os.close(answer)
        self._number, self._read, self._session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility"):
            self.call(f"{domain}.enable")

    def __enter__(self) -> Self:
        """The browser itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the browser."""
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def call(self, method: str, **parameters: object) -> Any:  # noqa: ANN401
        """What the browser answers; raises RuntimeError where it refuses."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                break
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]

    def _message(self) -> Any:  # noqa: ANN401
        while b"\0" not in self._read:
            if not select.select([self._in], [], [], _WAIT)[0] or not (data := os.read(self._in, 1 << 20)):
                message = "the browser says nothing"
                raise RuntimeError(message)
            self._read += data
        line, self._read = self._read.split(b"\0", 1)
        return json.loads(line)

    def open(self, address: str) -> None:
        """Open a page and wait until its scripts have run."""
        self.call("Page.navigate", url="about:blank")
        self.events.clear()
        self.call("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def run(self, script: str) -> Any:  # noqa: ANN401
        """The value of an expression in the page, promises awaited; raises AssertionError where it throws."""
        done = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until the expression is true."""
        end = time.monotonic() + _WAIT
        while not self.run(f"Boolean({script})"):
            assert time.monotonic() < end, script
            time.sleep(0.02)

    def press(self, key: str, code: int = 0, text: str = "", *, shift: bool = False) -> None:
        """Press a key and let it go."""
        key_ = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self.call("Input.dispatchKeyEvent", type="keyDown", **key_, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **key_)

    def type(self, text: str) -> None:
        """Write into what has the focus."""
        self.call("Input.insertText", text=text)

    def size(self, width: int, height: int = 900) -> None:
        """The window's size in CSS pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def media(self, kind: str = "", **features: str) -> None:
        """Pretend a medium ("print") and preferences (`prefers_color_scheme="dark"`)."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media=kind, features=named)

    def shoot(self, path: Path, *, whole: bool = False) -> bytes:
        """Save a picture of the window, or of the whole page, and give it (PNG)."""
        data = base64.b64decode(self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"])
        path.write_bytes(data)
        return data

    def told(self, *methods: str) -> list[dict[str, Any]]:
        """The parameters of the events of these methods, so far."""
        self.run("0")
        return [event["params"] for event in self.events if event.get("method") in methods]


def shown(browser: Browser, text: str, path: Path) -> str:
    """Open a page from a file with this text, and say its address."""
    path.write_text(text, "utf-8")
    browser.size(1280)
    browser.media()
    browser.open(path.as_uri())
    browser.until("document.getElementById('page').textContent")
    return path.as_uri()


def quiet(browser: Browser, address: str) -> None:
    """The page has raised nothing and has asked for itself alone."""
    assert not browser.told("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
    asked = {event["request"]["url"] for event in browser.told("Network.requestWillBeSent")}
    assert asked <= {address}


def choose(browser: Browser, name: str, value: str) -> None:
    """Choose an option of the filter."""
    field = f"document.querySelector('[name={name}]')"
    browser.run(f"{field}.value = {json.dumps(value)}; {field}.dispatchEvent(new Event('input', {{bubbles: true}}))")
