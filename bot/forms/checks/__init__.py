"""What looks at dialogs without running them: lint, lengths, costs, drawings."""
