"""STATUS over many schools, and one of them."""
