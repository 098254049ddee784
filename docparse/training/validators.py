"""Ultralytics' validators by task."""

from __future__ import annotations

from ultralytics.models.yolo.detect import DetectionValidator
from ultralytics.models.yolo.segment import SegmentationValidator
from ultralytics.models.yolo.semantic import SemanticSegmentationValidator

VALIDATORS: dict[str, type] = {
    "detect": DetectionValidator,
    "segment": SegmentationValidator,
    "semantic": SemanticSegmentationValidator,
}
