"""The screen that the room sees."""
