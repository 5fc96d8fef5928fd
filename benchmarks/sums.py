"""The usual script: sums of each user of a CSV file. sums.py INPUT OUTPUT"""

import sys

import pandas

events = pandas.read_csv(sys.argv[1], parse_dates=["time"])
users = events.groupby("user").agg(events=("amount", "count"), amount=("amount", "sum"))
users.to_csv(sys.argv[2])
