"""The figures of schools, and how they are said."""
