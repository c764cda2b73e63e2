"""The defect corpus: workbooks with one seeded fault each, and the findings that a statistician expects of them."""
