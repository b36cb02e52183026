"""The look: colour tokens, fonts, icons, and the style the window is drawn in."""
