"""What stands where on a sheet, found by its structure alone: no plan is needed, and none is asked.

In: a `Book` as read. Out: `model.survey` values, with a form drafted for each table and proved by extracting with it.
Never imported by `extract`: `inspect` and `init` alone load it.
"""
