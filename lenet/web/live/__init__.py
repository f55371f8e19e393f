"""Live training for the page: one run at a time, its owner's, with as many lookers-on as come."""
