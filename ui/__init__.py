"""What people see: the window, and the command line in `ui.headless`. This imports no Qt."""
