"""The second plan: the national 14th five-year plan, from one file of published values to workbooks and pages.

`examples/china-14fyp/source.csv` holds every published value with its source, day and quote; `workbooks` writes the
returns as offices lay them out, `page` the tables of docs/china-14fyp.md. Equal runs give equal bytes.
"""
