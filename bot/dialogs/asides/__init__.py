"""Words beside the question: greetings, no time now, voice notes, groups."""
