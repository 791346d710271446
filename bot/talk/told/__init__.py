"""What people tell, and no command says."""
