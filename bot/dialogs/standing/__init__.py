"""STATUS of a teacher: where one stands."""
