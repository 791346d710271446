"""A whole Mshauri on one machine: phones in the browser, and a clock that one moves by hand."""
