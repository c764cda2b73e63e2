"""The evidence pack: a zip of what was computed, from what, how and with what, and the seal on it.

In: an outcome and the inputs. Out: bytes, the same for the same input. What stands where: docs/pack.md. Nothing is read
or written here; `workflow.packing` and `workflow.verifying` do.
"""
