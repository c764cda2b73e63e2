"""The mid-term evaluation report as a Word document."""
