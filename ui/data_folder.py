"""Where runs, teams and layout are kept."""

from pathlib import Path

from platformdirs import user_data_path


def usual_data_folder() -> Path:
    """The folder that the system has for the data of this application."""
    return user_data_path("parallel-workers", appauthor=False)
