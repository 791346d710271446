"""What is held of people, how long, and what they may ask of it: copies, corrections, erasures."""
