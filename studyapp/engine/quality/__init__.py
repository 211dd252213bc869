"""How good a bank of items is: statistics over it, golden facts it covers, sheets for blind judges."""
