"""The usual script: a new column, the means of its groups, then the maximum of each column. query.py INPUT OUTPUT"""

import sys

import pandas

data = pandas.read_csv(sys.argv[1])
data["new_column"] = data["column1"] + data["column2"]
groups = data.groupby("new_column", as_index=False).agg(column1=("column1", "mean"), column2=("column2", "mean"))
groups.max().to_frame().T.to_csv(sys.argv[2], index=False)
