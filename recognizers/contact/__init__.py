"""E-mail addresses, telephone numbers, web addresses."""
