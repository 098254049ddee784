"""The door to ultralytics: without it there is a way to get it, and with it there is no network."""

import importlib.util
import os

import pytest

from docparse.errors import EngineError
from docparse.training import ultra


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ultra, "find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r"pip install 'docparse\[train\]'") as caught:
        ultra.load("trainers")
    assert caught.value.code == "engine.missing"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(importlib.util.find_spec("ultralytics") is None, reason="needs the [train] extra")
def test_ultralytics_takes_itself_to_be_offline_and_has_its_font():
    ultra.load("trainers")
    from ultralytics.utils import ONLINE, events
    from ultralytics.utils.checks import check_font

    assert os.environ["YOLO_OFFLINE"] == "true"
    assert not ONLINE
    assert not events.events.enabled
    assert check_font("Arial.ttf") is not None
