"""What the instruments of coaching are made of, as data: the scale, areas with their indicators, tips, modules."""
