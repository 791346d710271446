"""What is printed and drawn: pictures, and later tables and papers."""
