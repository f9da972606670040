"""What is said of persons: names, ages, sexes, job titles."""
