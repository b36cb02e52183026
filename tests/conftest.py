"""What holds for all tests."""

import os

from hypothesis import settings

# A busy machine must not turn a slow example into a failure. Where a change is accepted or not, the
# same examples are tried each time; everywhere else new ones are looked for.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")
