"""Published ways of judging progress, one file a method: a pure function over arrays, with version and source.

In: bases, values, targets and years as arrays that broadcast. Out: `Rated` (ratio, status, score, reason) of arrays.
The faults of a published method are reproduced and marked by a reason (`source_fault`); the verdict is never theirs.
May import: figures, model, gaps.comparing, gaps.growth, gaps.judging.
"""
