"""Reports for people and for CI: one page in HTML, and JUnit XML."""
