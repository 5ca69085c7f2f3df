"""The directory: regions, bodies, windows, officers, letters of authority, applicants, calendar years."""
