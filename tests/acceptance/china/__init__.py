"""The second plan on published figures: the national 14th five-year plan in examples/china-14fyp."""
