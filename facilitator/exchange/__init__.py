"""Timetables out of other people's spreadsheets: a file becomes rows, then items, then a plan."""
