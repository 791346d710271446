"""The words of the programme, explained."""
