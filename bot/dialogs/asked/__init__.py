"""What somebody asks about their own programme: NEXT, WHY, HOUR, SENT."""
