"""What holds for all tests."""

from hypothesis import settings

# A busy machine must not turn a slow example into a failure.
settings.register_profile("project", deadline=None)
settings.load_profile("project")
