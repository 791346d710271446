"""What the operator of the service does: loading, looking after it, one person's account."""
