"""Inertia of a clustering over scikit-learn's best of 50 starts and median of 20 single ones.

cluster_quality.py ASSIGNMENTS K. ASSIGNMENTS is a CSV table of numbers with the columns "cluster" and "outlier".
All are measured alike: squared distances to the means of the clusters, in the space of the first
two principal components of the standardised columns.
"""

import sys

import numpy
import pandas
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

source, k = sys.argv[1:]
table = pandas.read_csv(source)
labels = table.pop("cluster").to_numpy()
table.pop("outlier")  # not one of the columns that were clustered by
points = PCA(2, svd_solver="full").fit_transform(StandardScaler().fit_transform(table))


def inertia(labels):
    groups = pandas.DataFrame(points).groupby(labels)
    return ((points - groups.transform("mean").to_numpy()) ** 2).sum()


def fitted(starts, seed):
    return inertia(KMeans(int(k), n_init=starts, random_state=seed).fit_predict(points))


ours = inertia(labels)
best = fitted(50, 0)
median = numpy.median([fitted(1, seed) for seed in range(1, 21)])
print(f"catchment's inertia is {ours / best:.5f} times the best of 50 starts")
print(f"                and {ours / median:.5f} times the median of 20 single starts")
