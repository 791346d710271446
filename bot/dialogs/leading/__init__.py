"""How a head leads teaching, as their coach rates it, and what officers did to support schools."""
