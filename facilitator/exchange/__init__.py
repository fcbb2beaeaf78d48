"""Timetables and people out of spreadsheets: a file becomes rows, then items or people, then a plan."""
