"""What coaching has changed: baseline and endline of the same people, as the pilot reported it."""
