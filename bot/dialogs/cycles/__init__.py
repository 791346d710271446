"""The Coaching Tool: what a coach and a coachee planned, used, made and saw change in a cycle, read together."""
