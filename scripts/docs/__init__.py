"""The documentation: pages made from the program, transcripts that are run, the site."""
