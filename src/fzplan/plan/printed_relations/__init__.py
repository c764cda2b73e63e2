"""印出的审核关系 → entries of `checks:`: parsed, codes looked up, each tried as part of the plan file.

In: texts with their places, what codes stand for, the plan and its text. Out: an `Imported` with findings FZ645–FZ648.
Nothing that is read is ever executed. May import: model, formula, units and the ground floor.
"""
