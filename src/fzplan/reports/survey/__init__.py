"""What `inspect` says of workbooks: text for a person, JSON for a program.

In: `model.survey` values. Out: text, or plain data. May import: model and the ground floor.
"""
