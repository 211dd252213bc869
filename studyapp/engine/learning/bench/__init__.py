"""Measuring the learner model beside simpler ones, on answers from a file or of made-up learners."""
