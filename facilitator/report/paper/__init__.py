"""Paper for the day: what is cut, put on tables, hung on the door and handed out."""
