"""The version of this package, which nothing else needs to be imported for."""

VERSION = "0.1.0"
