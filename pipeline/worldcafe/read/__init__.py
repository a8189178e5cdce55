"""read: files of any kind -> sources, text with offsets that lead back to file, page or cell."""

from worldcafe.read.stage import STRETCH, file_names, read_sources, read_stretches

__all__ = ["STRETCH", "file_names", "read_sources", "read_stretches"]
