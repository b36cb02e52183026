"""The sizes of the parts of the frame, which are painted before the parts are there."""

SIDEBAR_PX = 216
RAIL_PX = 48
STATUS_STRIP_PX = 27
